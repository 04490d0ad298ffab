package org.commonwatt.api.lease;

import java.util.Optional;

import org.springframework.stereotype.Component;

import org.commonwatt.api.job.Jobs;
import org.commonwatt.api.lease.LeaseQueries.Accepted;
import org.commonwatt.api.lease.LeaseQueries.Work;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lease.Completion.Outcome.Failed;

/** Takes leases from their holders and decides what becomes of work that came back undone. Joins transactions. */
@Component
class Returns {

    private final LeaseQueries leases;
    private final TaskQueries tasks;
    private final Revivals revivals;
    private final Jobs jobs;
    private final Requeue requeue;
    private final LeaseSettings settings;

    Returns(
            LeaseQueries leases,
            TaskQueries tasks,
            Revivals revivals,
            Jobs jobs,
            Requeue requeue,
            LeaseSettings settings) {
        this.leases = leases;
        this.tasks = tasks;
        this.revivals = revivals;
        this.jobs = jobs;
        this.requeue = requeue;
        this.settings = settings;
    }

    /** Takes the lease from its holder; nothing when it isn't the holder's. Locks the job first. */
    Optional<Accepted> remove(LeaseRef lease) {
        leases.work(lease).ifPresent(work -> tasks.lockJob(work.jobId()));
        return leases.remove(lease).or(() -> revivals.revive(lease) ? leases.remove(lease) : Optional.empty());
    }

    /** A node's fault is tried again, on another node where there is one; all other failures would only repeat. */
    JobState failed(Work work, Failed failed) {
        return switch (failed.kind()) {
            case NODE_FAULT -> nodeFault(work, failed.message());
            case SPEC, OUT_OF_MEMORY, NOT_FINITE, BUDGET -> fail(work, failed.kind(), failed.message());
        };
    }

    private JobState nodeFault(Work work, String message) {
        int failures = tasks.addFailure(work.taskId());
        int allowed = settings.retry().attempts();
        if (failures >= allowed) {
            return fail(
                    work,
                    FailureKind.NODE_FAULT,
                    "The run broke on " + failures + (failures == 1 ? " node" : " nodes") + "; the last time: "
                            + message);
        }
        String reason = "The run broke on a node (" + failures + " of at most " + allowed + " times): " + message;
        return requeue.after(settings.retry().delayAfter(failures), work, reason)
                .orElseGet(() -> jobs.requeued(work.jobId(), reason));
    }

    private JobState fail(Work work, FailureKind kind, String message) {
        tasks.finish(work.taskId(), false);
        return jobs.failed(work.jobId(), kind, message);
    }
}
