package org.commonwatt.protocol.lease;

import org.jspecify.annotations.Nullable;

/**
 * {@code POST /leases/{id}/release}: gives a task back unfinished; it is queued again at once and not counted as a failure.
 *
 * @param epoch the lease's epoch
 * @param reason why
 * @param energy energy of this lease, or null where unmeasured
 */
public record Release(long epoch, Reason reason, @Nullable EnergyUse energy) {

    /** Why a task is given back. */
    public enum Reason {
        /** The machine's owner came back. */
        OWNER_RETURNED,
        /** The worker is stopping. */
        SHUTDOWN,
        /** The service asked for it. */
        DRAINED,
        /** The service asked for it because the job waits for cleaner electricity. */
        PAUSED,
        /** The job was cancelled. */
        CANCELLED
    }
}
