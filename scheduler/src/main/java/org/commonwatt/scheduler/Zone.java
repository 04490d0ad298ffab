package org.commonwatt.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An electricity zone as expected from a moment on.
 *
 * @param name the zone
 * @param from where the forecast begins
 * @param hourly expected intensity in gCO2e/kWh for each hour from {@code from}; the last value holds on. One value where
 *     only a yearly mean is known
 * @param congestionGramsPerHour π, the price of a node-hour here beyond its carbon, in gCO2e/h: it rises where work crowds
 */
public record Zone(String name, Instant from, List<Double> hourly, double congestionGramsPerHour) {

    /** Name of the zone that stands for "unknown": the world's mean. */
    public static final String WORLD = "world";

    public Zone {
        hourly = List.copyOf(hourly);
        if (hourly.isEmpty() || hourly.stream().anyMatch(value -> !(value >= 0))) {
            throw new IllegalArgumentException("a forecast has at least one hour, and no negative intensity");
        }
    }

    /** A zone of which only a mean is known. */
    public static Zone constant(String name, Instant from, double gramsPerKwh) {
        return new Zone(name, from, List.of(gramsPerKwh), 0);
    }

    /** Expected mean intensity in gCO2e/kWh over {@code hours} hours from {@code start}. */
    public double meanIntensity(Instant start, double hours) {
        double begin = Math.max(0, Duration.between(from, start).toMillis() / 3_600_000.0);
        int last = hourly.size() - 1;
        if (hours <= 0 || begin >= last) {
            return hourly.get((int) Math.min(begin, last));
        }
        double end = begin + hours;
        double sum = 0;
        for (int hour = (int) begin; hour < last && hour < end; hour++) {
            sum += hourly.get(hour) * (Math.min(end, hour + 1.0) - Math.max(begin, hour));
        }
        return (sum + hourly.get(last) * Math.max(0, end - last)) / hours;
    }
}
