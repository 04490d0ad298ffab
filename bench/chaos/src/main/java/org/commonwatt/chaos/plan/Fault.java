package org.commonwatt.chaos.plan;

import java.time.Duration;

/**
 * Something that goes wrong.
 *
 * @param at since the storm began
 * @param target which node, replica or link; to be taken modulo their number
 * @param lasts until it is mended, where that is not at once
 * @param shift of a clock, for the faults that are about clocks
 * @param seed for whatever else is drawn while it lasts
 */
public record Fault(Duration at, FaultKind kind, int target, Duration lasts, Duration shift, long seed) {

    /** One line for people. */
    @Override
    public String toString() {
        String clock = shift.isZero() ? "" : " by " + shift.toSeconds() + " s";
        return "%6.1f s  %s %d%s, %.1f s"
                .formatted(at.toMillis() / 1000.0, kind, target, clock, lasts.toMillis() / 1000.0);
    }
}
