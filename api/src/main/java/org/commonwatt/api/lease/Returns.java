package org.commonwatt.api.lease;

import java.util.Optional;

import org.springframework.stereotype.Component;

import org.commonwatt.api.job.Jobs;
import org.commonwatt.api.lease.LeaseQueries.Accepted;
import org.commonwatt.api.lease.LeaseQueries.Work;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lifecycle.Moves;
import org.commonwatt.protocol.lifecycle.TaskTransition;

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

    /**
     * Decides what becomes of work whose run failed. A node's fault is tried again, on another node where there is one; all
     * other failures would only repeat.
     *
     * @param ended how the lease ended
     */
    JobState failed(Work work, FailureKind kind, String message, Moves ended) {
        return switch (kind) {
            case NODE_FAULT, STALLED -> broken(work, kind, message, ended);
            case SPEC, OUT_OF_MEMORY, NOT_FINITE, BUDGET, CARBON_BUDGET -> fail(work, kind, message, 0, ended);
        };
    }

    private JobState broken(Work work, FailureKind kind, String message, Moves ended) {
        int failures = tasks.failures(work.taskId()) + 1;
        int allowed = settings.retry().attempts();
        if (failures >= allowed) {
            String times = failures + (failures == 1 ? " node" : " nodes");
            return fail(work, kind, "The run broke on " + times + "; the last time: " + message, 1, ended);
        }
        String reason = "The run broke on a node (" + failures + " of at most " + allowed + " times): " + message;
        return requeue.after(settings.retry().delayAfter(failures), work, TaskTransition.RETRY, reason, ended);
    }

    private JobState fail(Work work, FailureKind kind, String message, int broken, Moves ended) {
        Moves moves = ended.and(tasks.fail(work.taskId(), broken).orElse(null));
        return jobs.failed(work.jobId(), kind, message, moves);
    }
}
