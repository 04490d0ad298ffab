package org.commonwatt.api.job.web;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.protocol.dataset.DatasetManifests;
import org.commonwatt.protocol.spec.JobSpecs;

/** The languages of specs and manifests as JSON Schemas, for editors and programs. */
@RestController
@RequestMapping(path = "/api/v1/schemas", produces = MediaType.APPLICATION_JSON_VALUE)
@AllowedTo(Who.PERSON)
class SchemaController {

    @GetMapping("/job-spec")
    JsonNode jobSpec() {
        return JobSpecs.schema();
    }

    @GetMapping("/dataset")
    JsonNode dataset() {
        return DatasetManifests.schema();
    }
}
