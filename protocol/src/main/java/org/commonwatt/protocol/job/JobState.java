package org.commonwatt.protocol.job;

/** Where a job stands. What leads from one to another is in {@link org.commonwatt.protocol.lifecycle.JobTransition}. */
public enum JobState {
    /** Accepted; waits for a node. The planner moves it on. */
    QUEUED,
    /** Has not begun, and waits for a green window that its plan chose. The planner moves it on. */
    WAITING,
    /** A node holds its lease. The worker moves it on. */
    RUNNING,
    /** It had begun, and waits at its checkpoint for a later green window. The planner moves it on. */
    PAUSED,
    /** Finished; its model can be downloaded. Final. */
    SUCCEEDED,
    /** Ended without a result; the failure says why. Final. */
    FAILED,
    /** Ended by its owner. Final. */
    CANCELLED;

    /** Whether no transition leads out of this state. */
    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
