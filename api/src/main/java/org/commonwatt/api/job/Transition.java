package org.commonwatt.api.job;

import java.util.EnumSet;
import java.util.Set;

import org.commonwatt.protocol.job.JobState;

/** The lifecycle's table: every way from one state to another. */
enum Transition {
    /** A node was granted the lease; the dispatch of work causes it. */
    START(EnumSet.of(JobState.QUEUED), JobState.RUNNING),
    /** The holder of an expired lease came back before anybody took the work; the node causes it. */
    REVIVE(EnumSet.of(JobState.QUEUED), JobState.RUNNING),
    /** The work goes back into the queue: given back, expired, or broken by its node. */
    REQUEUE(EnumSet.of(JobState.RUNNING), JobState.QUEUED),
    /** The model is trained and stored; the node causes it. */
    SUCCEED(EnumSet.of(JobState.RUNNING), JobState.SUCCEEDED),
    /** The work ended without a result; the node, or the dispatch of work when it gives up. */
    FAIL(EnumSet.of(JobState.QUEUED, JobState.RUNNING), JobState.FAILED),
    /** The job's owner causes it. */
    CANCEL(EnumSet.of(JobState.QUEUED, JobState.WAITING, JobState.RUNNING, JobState.PAUSED), JobState.CANCELLED);

    private final Set<JobState> from;
    private final JobState to;

    Transition(Set<JobState> from, JobState to) {
        this.from = from;
        this.to = to;
    }

    boolean startsAt(JobState state) {
        return from.contains(state);
    }

    Set<JobState> from() {
        return from;
    }

    JobState to() {
        return to;
    }
}
