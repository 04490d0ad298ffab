package org.commonwatt.api.artifact.web;

import java.io.IOException;
import java.time.Duration;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.account.Forbidden;
import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.api.artifact.StoredArtifacts;
import org.commonwatt.api.problem.BodyTooLarge;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.artifact.ArtifactView;

/** Bytes in and out by their hash. */
@RestController
@RequestMapping("/api/v1/artifacts/{sha256}")
@AllowedTo({Who.SUBMITTER, Who.NODE})
class ArtifactController {

    private final StoredArtifacts artifacts;

    ArtifactController(StoredArtifacts artifacts) {
        this.artifacts = artifacts;
    }

    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "Was there already", useReturnTypeSchema = true)
    @PutMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<ArtifactView> upload(@PathVariable String sha256, Caller caller, HttpServletRequest request)
            throws IOException {
        Sha256 name = Names.of(sha256);
        if (!artifacts.mayWrite(caller)) {
            throw Forbidden.noUploadNow();
        }
        if (request.getContentLengthLong() > artifacts.maxSize()) {
            throw new BodyTooLarge(artifacts.maxSize());
        }
        StoredArtifacts.Uploaded uploaded = artifacts.upload(caller, name, request.getInputStream());
        return ResponseEntity.status(uploaded.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new ArtifactView(sha256, uploaded.size()));
    }

    @GetMapping(produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<Resource> download(@PathVariable String sha256, Caller caller) {
        Resource bytes = artifacts.read(caller, Names.of(sha256)).orElseThrow(() -> new NotFound("artifact " + sha256));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .eTag(sha256)
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable())
                .body(bytes);
    }
}
