package org.commonwatt.protocol.lifecycle;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;

/**
 * An entry of a job's log: what happened to the job, its task and its leases at once. Written by the transaction that did
 * it, so that the log and the tables never tell two stories.
 *
 * @param job the job's transition, or null where it stayed
 * @param task the task's transition, or null where it stayed
 * @param leases the transitions of its leases, in their order; null for none
 * @param reason a sentence for the job's owner, or null
 */
public record LifecycleEvent(
        @Nullable Job job,
        Moves.@Nullable Task task,
        @Nullable List<Moves.Lease> leases,
        @Nullable String reason) {

    /**
     * A job's transition.
     *
     * @param from the state before, or null for {@link JobTransition#SUBMIT}
     * @param node the node that holds or last held its lease, or null
     * @param failure for {@link JobTransition#FAIL}: what kind
     * @param model for {@link JobTransition#SUCCEED}: SHA-256 of the model
     */
    public record Job(
            JobTransition by,
            @Nullable JobState from,
            @Nullable UUID node,
            @Nullable FailureKind failure,
            @Nullable String model) {}

    /** A job's transition with what it did to the work. */
    public static LifecycleEvent of(@Nullable Job job, Moves work, @Nullable String reason) {
        return new LifecycleEvent(job, work.task(), work.leases().isEmpty() ? null : work.leases(), reason);
    }

    /** Its name in the log: the transition of the highest that moved. */
    public String type() {
        if (job != null) {
            return job.by().name();
        }
        if (task != null) {
            return "TASK_" + task.by();
        }
        return leases == null || leases.isEmpty()
                ? "NOTHING"
                : "LEASE_" + leases.getFirst().by();
    }
}
