package org.commonwatt.api.lease;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.job.Jobs;
import org.commonwatt.api.lease.LeaseQueries.Close;
import org.commonwatt.api.lease.SweepQueries.Suspect;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.lifecycle.LeaseState;
import org.commonwatt.protocol.lifecycle.LeaseTransition;
import org.commonwatt.protocol.lifecycle.Moves;
import org.commonwatt.protocol.lifecycle.TaskTransition;

/** What happens to one lease whose time is over; each in a transaction of its own, under the job's lock. */
@Component
class Expiry {

    private final SweepQueries sweeps;
    private final TaskQueries tasks;
    private final Requeue requeue;
    private final Returns returns;
    private final Jobs jobs;
    private final Clock clock;

    Expiry(SweepQueries sweeps, TaskQueries tasks, Requeue requeue, Returns returns, Jobs jobs, Clock clock) {
        this.sweeps = sweeps;
        this.tasks = tasks;
        this.requeue = requeue;
        this.returns = returns;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * The liveness clock ran out: the task is ready for others, while the holder may still come back. It is no failure: lids
     * close. Where the job ended meanwhile, nobody has to come back.
     */
    @Transactional
    void lapse(Suspect lease) {
        tasks.lockJob(lease.jobId());
        Instant now = clock.instant();
        sweeps.expired(lease.ref().id(), now).ifPresent(state -> {
            Moves.Lease moved = lease.ref().ends(LeaseTransition.LAPSE, state);
            if (moved.by() == LeaseTransition.LAPSE) {
                sweeps.lapse(lease.ref().id());
                putBack(lease, moved);
            } else {
                drop(lease, moved, now);
            }
        });
    }

    /** The grace is over: the holder can't come back any more. */
    @Transactional
    void endGrace(Suspect lease, Instant lapsedBefore) {
        tasks.lockJob(lease.jobId());
        if (sweeps.lapsed(lease.ref().id(), lapsedBefore)) {
            drop(lease, lease.ref().moves(LeaseTransition.EXPIRE, LeaseState.LAPSED), clock.instant());
        }
    }

    /** The node was removed: its work is ready for others and it can't come back. */
    @Transactional(propagation = Propagation.MANDATORY)
    void revoke(Suspect lease) {
        tasks.lockJob(lease.jobId());
        sweeps.state(lease.ref().id()).ifPresent(state -> {
            Moves.Lease moved = lease.ref().ends(LeaseTransition.REVOKE, state);
            sweeps.drop(lease.ref().id(), new Close(moved.by().to(), null, null, null), clock.instant());
            if (state == LeaseState.HELD) {
                putBack(lease, moved);
            } else {
                jobs.moved(lease.jobId(), Moves.of(moved));
            }
        });
    }

    /**
     * The progress clock ran out: the node renews, but the run does not get on. It counts as that node's fault, and its holder,
     * fenced off, is told to stop.
     */
    @Transactional
    void stall(Suspect lease, Instant standingSince) {
        tasks.lockJob(lease.jobId());
        sweeps.stalled(lease.ref().id(), standingSince).ifPresent(step -> {
            Moves.Lease moved = lease.ref().moves(LeaseTransition.STALL, LeaseState.HELD);
            sweeps.drop(lease.ref().id(), new Close(moved.by().to(), FailureKind.STALLED, null, null), clock.instant());
            String message = "node '" + lease.node() + "' did not get beyond step " + step + " for too long.";
            returns.failed(lease.work(), FailureKind.STALLED, message, Moves.of(moved));
        });
    }

    /** The budget clock ran out: the job fails, and the holder is told to stop. */
    @Transactional
    void stopOverBudget(Suspect lease) {
        stop(
                lease,
                FailureKind.BUDGET,
                "The job's running time (resources.maxTime) is used up. Allow more time, or train less.");
    }

    /** All that the job may emit is emitted: it fails as when its time is used up. */
    @Transactional
    void stopOverCarbon(Suspect lease) {
        stop(
                lease,
                FailureKind.CARBON_BUDGET,
                "The job has emitted all that it may (carbon.maxGrams). Allow more, wait for cleaner hours"
                        + " (schedule.deferrable), or train less.");
    }

    private void stop(Suspect lease, FailureKind kind, String message) {
        tasks.lockJob(lease.jobId());
        if (sweeps.stop(lease.ref().id())) {
            Moves moves = Moves.of(lease.ref().moves(LeaseTransition.STOP, LeaseState.HELD))
                    .and(tasks.fail(lease.taskId(), 0).orElse(null));
            jobs.failed(lease.jobId(), kind, message, moves);
        }
    }

    private void drop(Suspect lease, Moves.Lease moved, Instant now) {
        sweeps.drop(lease.ref().id(), new Close(moved.by().to(), null, null, null), now);
        jobs.moved(lease.jobId(), Moves.of(moved));
    }

    private void putBack(Suspect lease, Moves.Lease moved) {
        String reason = "Node '" + lease.node() + "' was not heard from any more; the work waits for another node.";
        requeue.after(Duration.ZERO, lease.work(), TaskTransition.RETURN, reason, Moves.of(moved));
    }
}
