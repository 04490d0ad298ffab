package org.commonwatt.api.lease.web;

import java.time.Duration;
import java.util.UUID;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.lease.Checkpoints;
import org.commonwatt.api.lease.Completions;
import org.commonwatt.api.lease.Dispatch;
import org.commonwatt.api.lease.Holders;
import org.commonwatt.api.lease.LeaseRef;
import org.commonwatt.api.lease.Releases;
import org.commonwatt.protocol.lease.CheckpointCommit;
import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.LeaseRequest;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lease.Renewal;
import org.commonwatt.protocol.lease.Report;

@RestController
@RequestMapping("/api/v1/leases")
@AllowedTo(Who.NODE)
class LeaseController {

    private final Dispatch dispatch;
    private final Holders holders;
    private final Checkpoints checkpoints;
    private final Completions completions;
    private final Releases releases;

    LeaseController(
            Dispatch dispatch, Holders holders, Checkpoints checkpoints, Completions completions, Releases releases) {
        this.dispatch = dispatch;
        this.holders = holders;
        this.checkpoints = checkpoints;
        this.completions = completions;
        this.releases = releases;
    }

    @PostMapping
    ResponseEntity<LeaseGrant> ask(
            Caller caller, @RequestHeader("Idempotency-Key") String key, @RequestBody LeaseRequest request)
            throws InterruptedException {
        Dispatch.Answer answer = dispatch.ask(caller.requireNode(), key, request);
        return answer.lease() == null
                ? ResponseEntity.noContent()
                        .header(HttpHeaders.RETRY_AFTER, Long.toString(wholeSeconds(answer.retryAfter())))
                        .build()
                : ResponseEntity.ok(answer.lease());
    }

    @PutMapping("/renewal")
    Renewal.Answer renew(Caller caller, @RequestBody Renewal renewal) {
        return holders.renew(caller.requireNode(), renewal);
    }

    @PostMapping("/{id}/metrics")
    Report.Answer report(@PathVariable UUID id, Caller caller, @RequestBody Report report) {
        return holders.report(new LeaseRef(id, report.epoch(), caller.requireNode()), report);
    }

    @PostMapping("/{id}/checkpoints")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void commit(@PathVariable UUID id, Caller caller, @RequestBody CheckpointCommit commit) {
        checkpoints.commit(new LeaseRef(id, commit.epoch(), caller.requireNode()), commit);
    }

    @PutMapping("/{id}/completion")
    Completion.Answer complete(@PathVariable UUID id, Caller caller, @RequestBody Completion completion) {
        LeaseRef lease = new LeaseRef(id, completion.epoch(), caller.requireNode());
        return completions.complete(lease, completion);
    }

    @PostMapping("/{id}/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable UUID id, Caller caller, @RequestBody Release release) {
        releases.release(new LeaseRef(id, release.epoch(), caller.requireNode()), release);
    }

    private static long wholeSeconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }
}
