package org.commonwatt.api.placement.web;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.document.SentDocument;
import org.commonwatt.api.placement.Previews;
import org.commonwatt.protocol.plan.PlanView;

@RestController
@RequestMapping("/api/v1/plans")
@AllowedTo(Who.SUBMITTER)
class PlanController {

    private final Previews previews;

    PlanController(Previews previews) {
        this.previews = previews;
    }

    @PostMapping(consumes = {MediaType.APPLICATION_YAML_VALUE, MediaType.APPLICATION_JSON_VALUE})
    PlanView plan(@RequestBody SentDocument spec, Caller caller) {
        return previews.of(spec, caller);
    }
}
