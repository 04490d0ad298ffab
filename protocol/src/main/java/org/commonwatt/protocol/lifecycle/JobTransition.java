package org.commonwatt.protocol.lifecycle;

import java.util.EnumSet;
import java.util.Set;

import org.commonwatt.protocol.job.JobState;

import static org.commonwatt.protocol.job.JobState.CANCELLED;
import static org.commonwatt.protocol.job.JobState.FAILED;
import static org.commonwatt.protocol.job.JobState.PAUSED;
import static org.commonwatt.protocol.job.JobState.QUEUED;
import static org.commonwatt.protocol.job.JobState.RUNNING;
import static org.commonwatt.protocol.job.JobState.SUCCEEDED;
import static org.commonwatt.protocol.job.JobState.WAITING;

/** The table of a job's transitions. */
public enum JobTransition implements Transition<JobState> {
    SUBMIT(
            Transition.nothing(JobState.class),
            QUEUED,
            EnumSet.of(Cause.SUBMITTER),
            "The spec was accepted and stored, with a task in the queue."),
    START(
            EnumSet.of(QUEUED),
            RUNNING,
            EnumSet.of(Cause.NODE),
            "A node that asked for work was granted the lease; counts an attempt."),
    REVIVE(
            EnumSet.of(QUEUED),
            RUNNING,
            EnumSet.of(Cause.NODE),
            "The holder of a lapsed lease came back before anybody else took the work; counts no attempt."),
    REQUEUE(
            EnumSet.of(RUNNING),
            QUEUED,
            EnumSet.of(Cause.NODE, Cause.DONOR, Cause.SERVICE),
            "The work goes back into the queue: given back, its node silent or removed, stalled, or broken by its node."),
    WAIT(
            EnumSet.of(QUEUED),
            WAITING,
            EnumSet.of(Cause.SERVICE),
            "The planner chose a later, greener window for its first start."),
    PAUSE(
            EnumSet.of(QUEUED, RUNNING),
            PAUSED,
            EnumSet.of(Cause.NODE, Cause.SERVICE),
            "It had begun, and the planner chose a later, greener window for the rest: given back at a checkpoint, or not handed"
                    + " out again. No failure."),
    RESUME(
            EnumSet.of(WAITING, PAUSED),
            QUEUED,
            EnumSet.of(Cause.SERVICE),
            "Its window opened, its waiting is used up, or its deadline is near: it goes to the next node that is free."),
    SUCCEED(EnumSet.of(RUNNING), SUCCEEDED, EnumSet.of(Cause.NODE), "The model is trained and stored."),
    FAIL(
            EnumSet.of(RUNNING),
            FAILED,
            EnumSet.of(Cause.NODE, Cause.SERVICE),
            "Another node would fail the same way, too many nodes broke the run, or its running time or its gCO2e are used up."),
    CANCEL(
            EnumSet.of(QUEUED, WAITING, RUNNING, PAUSED),
            CANCELLED,
            EnumSet.of(Cause.SUBMITTER),
            "Its submitter ended it.");

    private final Row<JobState> row;

    JobTransition(Set<JobState> from, JobState to, Set<Cause> causes, String when) {
        row = new Row<>(from, to, causes, when);
    }

    @Override
    public Row<JobState> row() {
        return row;
    }
}
