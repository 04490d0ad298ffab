package org.commonwatt.protocol.node;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The limit of a machine's owner by which it takes nothing at this moment.
 *
 * @param until when it ends by itself, or null where that is not a matter of time
 */
public record OwnerLimit(Kind kind, @Nullable Instant until) {

    /** What stands against work. */
    public enum Kind {
        /** The owner said {@code pause}. */
        PAUSED,
        /** The owner said {@code finish}. */
        FINISHING,
        /** The file of limits can't be understood. */
        UNCLEAR,
        /** The owner is at the machine, or may be. */
        IN_USE,
        /** The machine runs on its battery. */
        BATTERY,
        /** It is outside the hours in which the machine is lent. */
        HOURS,
        /** The day's transfer is spent. */
        TRANSFER
    }
}
