package org.commonwatt.api.placement.web;

import java.util.UUID;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.placement.Explanations;
import org.commonwatt.protocol.job.JobExplanation;

@RestController
@RequestMapping("/api/v1/jobs/{id}/explanation")
@AllowedTo(Who.SUBMITTER)
class ExplanationController {

    private final Explanations explanations;

    ExplanationController(Explanations explanations) {
        this.explanations = explanations;
    }

    @GetMapping
    JobExplanation explain(@PathVariable UUID id, Caller caller) {
        return explanations.of(id, caller);
    }
}
