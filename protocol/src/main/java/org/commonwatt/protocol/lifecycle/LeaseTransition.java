package org.commonwatt.protocol.lifecycle;

import java.util.EnumSet;
import java.util.Set;

import static org.commonwatt.protocol.lifecycle.LeaseState.CANCELLED;
import static org.commonwatt.protocol.lifecycle.LeaseState.EXPIRED;
import static org.commonwatt.protocol.lifecycle.LeaseState.FAILED;
import static org.commonwatt.protocol.lifecycle.LeaseState.HELD;
import static org.commonwatt.protocol.lifecycle.LeaseState.LAPSED;
import static org.commonwatt.protocol.lifecycle.LeaseState.RELEASED;
import static org.commonwatt.protocol.lifecycle.LeaseState.STOPPING;
import static org.commonwatt.protocol.lifecycle.LeaseState.TRAINED;

/** The table of a lease's transitions. Renewals and reports are none: they leave it held. */
public enum LeaseTransition implements Transition<LeaseState> {
    GRANT(
            Transition.nothing(LeaseState.class),
            HELD,
            EnumSet.of(Cause.NODE),
            "The claim of a task, in the same statement; carries the task's new epoch."),
    LAPSE(
            EnumSet.of(HELD),
            LAPSED,
            EnumSet.of(Cause.SERVICE),
            "The liveness clock ran out: no renewal and no report until its end."),
    REVIVE(
            EnumSet.of(LAPSED),
            HELD,
            EnumSet.of(Cause.NODE),
            "Its holder came back within the grace and nobody had taken the task."),
    COMPLETE(EnumSet.of(HELD), TRAINED, EnumSet.of(Cause.NODE), "Its holder delivered the model."),
    FAIL(EnumSet.of(HELD), FAILED, EnumSet.of(Cause.NODE), "Its holder said that the run failed."),
    STALL(
            EnumSet.of(HELD),
            FAILED,
            EnumSet.of(Cause.SERVICE),
            "The progress clock ran out: renewed all along, but its steps stood still."),
    RELEASE(
            EnumSet.of(HELD),
            RELEASED,
            EnumSet.of(Cause.NODE),
            "Its holder gave the task back: its owner came back, the worker stopped, it was drained, or the job waits for a"
                    + " greener window."),
    STOP(
            EnumSet.of(HELD),
            STOPPING,
            EnumSet.of(Cause.SUBMITTER, Cause.SERVICE),
            "Its job was cancelled, or the budget clock ran out; the holder hears of it with its next answer."),
    CONFIRM(
            EnumSet.of(STOPPING),
            CANCELLED,
            EnumSet.of(Cause.NODE, Cause.DONOR, Cause.SERVICE),
            "Its holder stopped, came too late with a result, fell silent or was removed."),
    EXPIRE(
            EnumSet.of(LAPSED),
            EXPIRED,
            EnumSet.of(Cause.NODE, Cause.SUBMITTER, Cause.SERVICE),
            "Another claim took the task, the job was cancelled, or the grace is over."),
    REVOKE(EnumSet.of(HELD, LAPSED), EXPIRED, EnumSet.of(Cause.DONOR), "Its node was removed.");

    private final Row<LeaseState> row;

    LeaseTransition(Set<LeaseState> from, LeaseState to, Set<Cause> causes, String when) {
        row = new Row<>(from, to, causes, when);
    }

    @Override
    public Row<LeaseState> row() {
        return row;
    }
}
