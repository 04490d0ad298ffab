package org.commonwatt.api.registry.web;

import java.net.URI;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.document.SentDocument;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.api.problem.SpecRejected;
import org.commonwatt.api.registry.Registry;
import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetManifests;
import org.commonwatt.protocol.dataset.DatasetView;

/** An account's datasets. */
@RestController
@RequestMapping("/api/v1/datasets")
@AllowedTo(Who.SUBMITTER)
class DatasetController {

    private final Registry registry;

    DatasetController(Registry registry) {
        this.registry = registry;
    }

    @PostMapping(consumes = {MediaType.APPLICATION_YAML_VALUE, MediaType.APPLICATION_JSON_VALUE})
    @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "Was there already", useReturnTypeSchema = true)
    ResponseEntity<DatasetView> publish(@RequestBody SentDocument manifest, Caller caller) {
        Registry.Published published = registry.publish(read(manifest), caller.accountId());
        DatasetManifest stored = published.view().manifest();
        return ResponseEntity.status(published.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(URI.create("/api/v1/datasets/" + stored.name() + "/" + stored.version()))
                .body(published.view());
    }

    @GetMapping
    DatasetView.Page list(Caller caller) {
        return new DatasetView.Page(registry.all(caller.accountId()));
    }

    @GetMapping("/{name}/{version}")
    DatasetView show(@PathVariable String name, @PathVariable int version, Caller caller) {
        return registry.find(caller.accountId(), name, version)
                .orElseThrow(() -> new NotFound("dataset " + name + "@" + version));
    }

    private static DatasetManifest read(SentDocument manifest) {
        try {
            return DatasetManifests.read(manifest.bytes(), manifest.format());
        } catch (Rejected e) {
            throw new SpecRejected(e);
        }
    }
}
