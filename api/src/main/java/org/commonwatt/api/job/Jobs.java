package org.commonwatt.api.job;

import java.util.List;
import java.util.UUID;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lifecycle.Moves;

/**
 * The transitions of jobs that running work causes. Each joins the caller's transaction, is guarded by the lifecycle's
 * table, stores an event for the job's log together with what the caller did to the job's task and leases, and answers with
 * the state after it. A job in a final state stays as it is, and its state is the answer: the caller lost a race, which is
 * no error.
 */
public interface Jobs {

    /** QUEUED → RUNNING, for many jobs at once: nodes were granted their leases. Counts an attempt of each. */
    List<Started> started(List<Starting> jobs);

    /** QUEUED → RUNNING: a node was granted the job's lease. Counts an attempt. */
    default JobState started(UUID jobId, UUID nodeId, Moves work) {
        return started(List.of(new Starting(jobId, nodeId, work))).getFirst().state();
    }

    /** QUEUED → RUNNING: the holder of a lease that had expired came back before anybody else took the work. Counts none. */
    JobState revived(UUID jobId, UUID nodeId, Moves work);

    /** RUNNING → QUEUED: the work goes back into the queue. {@code reason} is a sentence for the job's owner. */
    JobState requeued(UUID jobId, String reason, Moves work);

    /**
     * QUEUED → WAITING before its first start; else QUEUED or RUNNING → PAUSED. Where it does so already, only the reason is
     * renewed. {@code reason} is a sentence for the job's owner.
     */
    JobState held(UUID jobId, String reason, Moves work);

    /** WAITING or PAUSED → QUEUED: it should run now. {@code reason} is a sentence for the job's owner. */
    JobState resumed(UUID jobId, String reason, Moves work);

    /** RUNNING → SUCCEEDED, for many jobs at once. Their accounts may use the models from now on. */
    List<JobState> succeeded(List<Success> jobs);

    /** RUNNING → FAILED. {@code message} is a sentence for the job's owner. */
    JobState failed(UUID jobId, FailureKind kind, String message, Moves work);

    /** The job stays where it is; what happened to its task or leases is noted in its log. */
    JobState moved(UUID jobId, Moves work);
}
