package org.commonwatt.protocol.lifecycle;

import java.util.EnumSet;
import java.util.Set;

import static org.commonwatt.protocol.lifecycle.TaskState.CANCELLED;
import static org.commonwatt.protocol.lifecycle.TaskState.DEFERRED;
import static org.commonwatt.protocol.lifecycle.TaskState.DONE;
import static org.commonwatt.protocol.lifecycle.TaskState.FAILED;
import static org.commonwatt.protocol.lifecycle.TaskState.LEASED;
import static org.commonwatt.protocol.lifecycle.TaskState.READY;

/** The table of a task's transitions. */
public enum TaskTransition implements Transition<TaskState> {
    CREATE(
            Transition.nothing(TaskState.class),
            READY,
            EnumSet.of(Cause.SUBMITTER),
            "The job was accepted; the task is in the queue."),
    CLAIM(
            EnumSet.of(READY),
            LEASED,
            EnumSet.of(Cause.NODE),
            "A node took it out of the queue; its epoch grows by one."),
    REVIVE(
            EnumSet.of(READY),
            LEASED,
            EnumSet.of(Cause.NODE),
            "The holder of its newest lease, which had lapsed, took it back; its epoch stays."),
    RETURN(
            EnumSet.of(LEASED),
            READY,
            EnumSet.of(Cause.NODE, Cause.DONOR, Cause.SERVICE),
            "Given back, or its node silent or removed. No failure: ready at once."),
    RETRY(
            EnumSet.of(LEASED),
            READY,
            EnumSet.of(Cause.NODE, Cause.SERVICE),
            "A node broke the run, or it stalled there. Counts a failure: ready after a back-off, and that node is"
                    + " avoided."),
    DEFER(
            EnumSet.of(READY, LEASED),
            DEFERRED,
            EnumSet.of(Cause.SUBMITTER, Cause.NODE, Cause.SERVICE),
            "Its job may wait: out of the queue until the planner says when it runs. No failure."),
    ADMIT(EnumSet.of(DEFERRED), READY, EnumSet.of(Cause.SERVICE), "The planner says that it should run now."),
    FINISH(EnumSet.of(LEASED), DONE, EnumSet.of(Cause.NODE), "Its result was accepted."),
    FAIL(
            EnumSet.of(LEASED),
            FAILED,
            EnumSet.of(Cause.NODE, Cause.SERVICE),
            "No retry would help, none is left, or its job's running time or gCO2e are used up."),
    CANCEL(
            EnumSet.of(READY, DEFERRED, LEASED),
            CANCELLED,
            EnumSet.of(Cause.SUBMITTER),
            "Its job was cancelled; out of the queue at once.");

    private final Row<TaskState> row;

    TaskTransition(Set<TaskState> from, TaskState to, Set<Cause> causes, String when) {
        row = new Row<>(from, to, causes, when);
    }

    @Override
    public Row<TaskState> row() {
        return row;
    }
}
