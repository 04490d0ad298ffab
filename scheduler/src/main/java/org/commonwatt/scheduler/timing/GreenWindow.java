package org.commonwatt.scheduler.timing;

import java.time.Instant;

/**
 * A span that a plan chose to run in. A plan under which the end of the work is not known says until when it would run at most.
 *
 * @param zone electricity zone
 * @param from start
 * @param to end
 * @param intensity expected mean of it, in gCO2e/kWh
 */
public record GreenWindow(String zone, Instant from, Instant to, double intensity) {

    public GreenWindow {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a window ends after it starts");
        }
    }
}
