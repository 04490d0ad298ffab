package org.commonwatt.api.carbon.source;

import java.time.Duration;
import java.time.Instant;

/**
 * One figure of a source.
 *
 * @param at beginning of the span that it is for
 * @param length of that span
 * @param gramsPerKwh gCO2e/kWh, 0 or more
 * @param estimated whether the source itself calls it an estimate, for want of a measurement
 */
public record Reading(Instant at, Duration length, double gramsPerKwh, boolean estimated) {

    public Reading {
        if (!(gramsPerKwh >= 0) || Double.isInfinite(gramsPerKwh) || !length.isPositive()) {
            throw new IllegalArgumentException("a reading is a finite number of 0 or more over some time");
        }
    }
}
