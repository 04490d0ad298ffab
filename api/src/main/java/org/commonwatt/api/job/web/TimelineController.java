package org.commonwatt.api.job.web;

import java.util.UUID;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.job.Timelines;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.job.Timeline;

/** Where a job was, and why. */
@RestController
@AllowedTo(Who.SUBMITTER)
class TimelineController {

    private final Timelines timelines;

    TimelineController(Timelines timelines) {
        this.timelines = timelines;
    }

    @GetMapping("/api/v1/jobs/{id}/timeline")
    ResponseEntity<Timeline> timeline(@PathVariable UUID id, Caller caller) {
        return Tagged.ok(timelines.of(caller.accountId(), id).orElseThrow(() -> new NotFound("job " + id)));
    }
}
