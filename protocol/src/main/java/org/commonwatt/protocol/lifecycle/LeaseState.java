package org.commonwatt.protocol.lifecycle;

/** Where a lease stands. One that lives has a row of its own; how it ended is kept with its attempt. */
public enum LeaseState {
    /** Its node has the right to the task. The node moves it on, or the clocks do. */
    HELD,
    /** It expired and its task is ready for others; until somebody takes that, its holder may come back. */
    LAPSED,
    /** Its job has ended; the holder is told to stop, and says when it did. */
    STOPPING,
    /** Its holder delivered the result. Final. */
    TRAINED,
    /** The run broke. Final; the attempt says how. */
    FAILED,
    /** Its holder gave the task back unfinished, which is no failure. Final; the attempt says why. */
    RELEASED,
    /** Its holder was not heard from in time, or was removed. Final. */
    EXPIRED,
    /** Its job had ended before it did. Final. */
    CANCELLED;

    /** Whether no transition leads out of this state. */
    public boolean isFinal() {
        return switch (this) {
            case HELD, LAPSED, STOPPING -> false;
            case TRAINED, FAILED, RELEASED, EXPIRED, CANCELLED -> true;
        };
    }
}
