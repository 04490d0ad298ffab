package org.commonwatt.api.lease;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.job.Jobs;
import org.commonwatt.api.lease.LeaseQueries.Outcome;
import org.commonwatt.api.lease.LeaseQueries.Work;
import org.commonwatt.api.lease.SweepQueries.Suspect;
import org.commonwatt.protocol.job.FailureKind;

/** What happens to one lease whose time is over; each in a transaction of its own, under the job's lock. */
@Component
class Expiry {

    private final SweepQueries sweeps;
    private final TaskQueries tasks;
    private final Requeue requeue;
    private final Jobs jobs;
    private final Clock clock;

    Expiry(SweepQueries sweeps, TaskQueries tasks, Requeue requeue, Jobs jobs, Clock clock) {
        this.sweeps = sweeps;
        this.tasks = tasks;
        this.requeue = requeue;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * A lease ran out: its task is ready for others, while its holder may still come back. It is no failure: lids close.
     * Where the job ended meanwhile, nobody has to come back.
     */
    @Transactional
    void lapse(Suspect lease) {
        tasks.lockJob(lease.jobId());
        Instant now = clock.instant();
        if (sweeps.expired(lease.leaseId(), now)) {
            if (putBack(lease)) {
                sweeps.lapse(lease.leaseId());
            } else {
                sweeps.drop(lease.leaseId(), Outcome.CANCELLED, now);
            }
        }
    }

    /** The node was removed: its work is ready for others and it can't come back. */
    @Transactional(propagation = Propagation.MANDATORY)
    void revoke(Suspect lease) {
        tasks.lockJob(lease.jobId());
        if (sweeps.exists(lease.leaseId())) {
            boolean needed = putBack(lease);
            sweeps.drop(lease.leaseId(), needed ? Outcome.EXPIRED : Outcome.CANCELLED, clock.instant());
        }
    }

    /** The job used up its running time: it fails, and the holder is told to stop. */
    @Transactional
    void stopOverBudget(Suspect lease) {
        tasks.lockJob(lease.jobId());
        if (sweeps.stop(lease.leaseId())) {
            tasks.finish(lease.taskId(), false);
            jobs.failed(
                    lease.jobId(),
                    FailureKind.BUDGET,
                    "The job's running time (resources.maxTime) is used up. Allow more time, or train less.");
        }
    }

    private boolean putBack(Suspect lease) {
        String reason = "Node '" + lease.node() + "' was not heard from any more; the work waits for another node.";
        return requeue.after(Duration.ZERO, new Work(lease.taskId(), lease.jobId()), reason)
                .isPresent();
    }
}
