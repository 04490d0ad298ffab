package org.commonwatt.api.carbon;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a zone in one signal.
 *
 * @param hours what was, by the beginning of the hour; the last eight days
 * @param expected the newest forecast of a source, or null
 */
record ZoneData(
        SortedMap<Instant, KnownHour> hours, @Nullable Expected expected) {

    static final Duration KEPT = Duration.ofDays(8);

    /** A forecast older than this says less than the days before do. */
    private static final Duration FORECAST_HOLDS = Duration.ofHours(24);

    static final ZoneData NOTHING = new ZoneData(Collections.emptySortedMap(), null);

    /**
     * An hour that was.
     *
     * @param source name of the source
     * @param estimated whether the source itself calls it an estimate
     */
    record KnownHour(Instant hour, double grams, String source, boolean estimated, Instant fetchedAt) {}

    /** A source's forecast: gCO2e/kWh for each hour from {@code firstHour}. */
    record Expected(String source, Instant firstHour, double[] hourly, Instant fetchedAt) {

        /** What it expects of an hour, if it looks so far. */
        Optional<Double> at(Instant hour) {
            long index = Duration.between(firstHour, hour).toHours();
            return hour.isBefore(firstHour) || index >= hourly.length
                    ? Optional.empty()
                    : Optional.of(hourly[(int) index]);
        }
    }

    boolean isEmpty() {
        return hours.isEmpty() && expected == null;
    }

    /** The newest hour that is not older than {@code freshFor}. */
    Optional<KnownHour> newest(Instant now, Duration freshFor) {
        Instant oldest = now.minus(freshFor).minus(Duration.ofHours(1));
        return hours.headMap(now.plusMillis(1)).values().stream()
                .reduce((earlier, later) -> later)
                .filter(newest -> !newest.hour().isBefore(oldest));
    }

    /** Name of the source of the newest hour; empty where no hour is known. */
    Optional<String> sourceOfHours() {
        return hours.values().stream().reduce((earlier, later) -> later).map(KnownHour::source);
    }

    /** The forecast, while it is young enough to be of use. */
    Optional<Expected> freshForecast(Instant now) {
        return Optional.ofNullable(expected)
                .filter(forecast -> forecast.fetchedAt().plus(FORECAST_HOLDS).isAfter(now));
    }

    /** Mean of what was, else of what is expected, in gCO2e/kWh. */
    OptionalDouble mean() {
        if (!hours.isEmpty()) {
            return hours.values().stream().mapToDouble(KnownHour::grams).average();
        }
        return expected == null
                ? OptionalDouble.empty()
                : Arrays.stream(expected.hourly()).average();
    }

    /** The figures of {@link #hours} alone. */
    SortedMap<Instant, Double> grams() {
        SortedMap<Instant, Double> grams = new TreeMap<>();
        hours.forEach((hour, known) -> grams.put(hour, known.grams()));
        return grams;
    }
}
