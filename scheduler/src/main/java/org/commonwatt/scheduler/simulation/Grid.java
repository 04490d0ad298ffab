package org.commonwatt.scheduler.simulation;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.commonwatt.scheduler.Zone;
import org.commonwatt.scheduler.timing.Persistence;

/** One zone's electricity from the start hour of a case on: as it was, and as it could be foreseen in each hour. */
final class Grid {

    /** Hours of the past that forecasts are made of. */
    static final int PAST = Persistence.DAYS * 24;

    private final String name;
    private final double[] hourly;
    private final int start;
    private final Foresight foresight;
    private final SortedMap<Instant, Double> measured = new TreeMap<>();
    private final Map<Integer, Zone> zones = new HashMap<>();
    private final Map<Integer, double[]> foreseen = new HashMap<>();

    /**
     * @param hourly measured intensities in gCO2e/kWh
     * @param start hour of them at which the case begins
     */
    Grid(String name, double[] hourly, int start, Foresight foresight) {
        this.name = name;
        this.hourly = hourly;
        this.start = start;
        this.foresight = foresight;
        if (foresight != Foresight.EXACT) {
            for (int hour = start - PAST; hour < hourly.length; hour++) {
                measured.put(begin(hour - start), hourly[hour]);
            }
        }
    }

    /** As measured, in gCO2e/kWh; after the last hour of the trace its last value holds. */
    double intensity(int hour) {
        return hourly[Math.min(start + hour, hourly.length - 1)];
    }

    /** Whether the trace still covers this hour of the case. */
    boolean covers(int hour) {
        return start + hour < hourly.length;
    }

    /** What is expected, in {@code hour}, of it and the hours after it. */
    double[] foreseen(int hour) {
        return foreseen.computeIfAbsent(
                hour,
                at -> foresight == Foresight.EXACT
                        ? Arrays.copyOfRange(hourly, start + at, Math.max(start + at + 1, hourly.length))
                        : expected(at).stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The same in the planner's words, for a week. */
    Zone zone(int hour) {
        return zones.computeIfAbsent(hour, at -> new Zone(name, begin(at), expected(at), 0));
    }

    private List<Double> expected(int hour) {
        return switch (foresight) {
            case EXACT ->
                IntStream.range(hour, hour + Persistence.HOURS)
                        .mapToObj(this::intensity)
                        .toList();
            case PLAIN ->
                IntStream.range(0, Persistence.HOURS)
                        .mapToObj(persistence(hour)::plainAt)
                        .toList();
            case PERSISTENCE -> persistence(hour).hourly();
        };
    }

    private Persistence persistence(int hour) {
        return new Persistence(measured, begin(hour), intensity(hour));
    }

    private static Instant begin(int hour) {
        return Ticks.instant(hour * Ticks.PER_HOUR);
    }
}
