package org.commonwatt.protocol.lifecycle;

/** Where a task stands, the unit of work that nodes lease. */
public enum TaskState {
    /** In the queue, perhaps behind a back-off. A claim moves it on. */
    READY,
    /** Out of the queue, for it is to run in a later, greener window. The planner moves it on when that opens. */
    DEFERRED,
    /** A lease for it lives. The lease's end moves it on. */
    LEASED,
    /** Its result was accepted. Final. */
    DONE,
    /** It will bring no result. Final. */
    FAILED,
    /** Its job was cancelled. Final. */
    CANCELLED;

    /** Whether no transition leads out of this state. */
    public boolean isFinal() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
