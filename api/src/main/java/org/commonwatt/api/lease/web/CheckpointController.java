package org.commonwatt.api.lease.web;

import java.util.UUID;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.lease.JobCheckpoints;
import org.commonwatt.protocol.job.CheckpointView;

/** What a job could go on from. */
@RestController
@RequestMapping("/api/v1/jobs/{id}/checkpoints")
@AllowedTo(Who.SUBMITTER)
class CheckpointController {

    private final JobCheckpoints checkpoints;

    CheckpointController(JobCheckpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    @GetMapping
    CheckpointView.Page list(@PathVariable UUID id, Caller caller) {
        return new CheckpointView.Page(checkpoints.of(caller.accountId(), id));
    }
}
