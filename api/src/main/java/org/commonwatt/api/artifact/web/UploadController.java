package org.commonwatt.api.artifact.web;

import java.io.IOException;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.artifact.Uploads;
import org.commonwatt.api.problem.MalformedBody;
import org.commonwatt.protocol.artifact.UploadView;

/** Uploads of large bytes, which go on where they were cut off. */
@RestController
@RequestMapping("/api/v1/artifacts/{sha256}/upload")
@AllowedTo({Who.SUBMITTER, Who.NODE})
class UploadController {

    private final Uploads uploads;

    UploadController(Uploads uploads) {
        this.uploads = uploads;
    }

    @ApiResponse(responseCode = "200", description = "Under way, or complete", useReturnTypeSchema = true)
    @PutMapping
    ResponseEntity<UploadView> begin(
            @PathVariable String sha256, Caller caller, @RequestHeader(UploadView.LENGTH_HEADER) long length) {
        return answer(uploads.begin(caller, Names.of(sha256), notNegative(UploadView.LENGTH_HEADER, length)));
    }

    @GetMapping
    ResponseEntity<UploadView> look(@PathVariable String sha256, Caller caller) {
        return answer(uploads.look(caller, Names.of(sha256)));
    }

    @RequestBody(
            content = @Content(mediaType = UploadView.MEDIA_TYPE, schema = @Schema(type = "string", format = "binary")))
    @PatchMapping(consumes = UploadView.MEDIA_TYPE)
    ResponseEntity<UploadView> append(
            @PathVariable String sha256,
            Caller caller,
            @RequestHeader(UploadView.OFFSET_HEADER) long offset,
            HttpServletRequest request)
            throws IOException {
        return answer(uploads.append(
                caller, Names.of(sha256), notNegative(UploadView.OFFSET_HEADER, offset), request.getInputStream()));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveUp(@PathVariable String sha256, Caller caller) {
        uploads.giveUp(caller, Names.of(sha256));
    }

    private static ResponseEntity<UploadView> answer(UploadView upload) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(UploadView.OFFSET_HEADER, Long.toString(upload.offset()))
                .header(UploadView.LENGTH_HEADER, Long.toString(upload.size()))
                .body(upload);
    }

    private static long notNegative(String header, long value) {
        if (value < 0) {
            throw new MalformedBody("The header " + header + " is a number of bytes, not " + value + ".");
        }
        return value;
    }
}
