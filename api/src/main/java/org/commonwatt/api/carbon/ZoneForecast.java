package org.commonwatt.api.carbon;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.carbon.source.Signal;

/**
 * A zone's expected intensity.
 *
 * @param zone its name as {@link Intensities#name} gives it, or null for the world
 * @param from beginning of the first hour
 * @param hourly gCO2e/kWh for each hour from {@code from}
 * @param mean what to expect of hours beyond those, in gCO2e/kWh
 * @param signal what the figures tell
 * @param kind how they were found
 * @param source a sentence for people: who says so
 * @param asOf when the newest figure behind it was fetched, or null for yearly means, which have no age
 */
public record ZoneForecast(
        @Nullable String zone,
        Instant from,
        List<Double> hourly,
        double mean,
        Signal signal,
        Kind kind,
        String source,
        @Nullable Instant asOf) {

    /** How a forecast was found, best first. */
    public enum Kind {
        /** By a source that forecasts. */
        SOURCE,
        /** From the same hours of the days before. */
        PERSISTENCE,
        /** A mean for all hours. */
        MEAN
    }

    public ZoneForecast {
        hourly = List.copyOf(hourly);
        if (hourly.isEmpty()) {
            throw new IllegalArgumentException("a forecast has at least one hour");
        }
    }
}
