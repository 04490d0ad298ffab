package org.commonwatt.scheduler.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.commonwatt.scheduler.Zone;
import org.commonwatt.scheduler.timing.Persistence;

/** One zone's electricity from the start hour of a case on: as it was, and as it could be foreseen in each hour. */
final class Grid {

    /** Hours of the past that forecasts are made of. */
    static final int PAST = Persistence.DAYS * 24;

    /** Hours that policies look ahead: the longest budget and what remains of a long job after it. */
    static final int AHEAD = 24 * 7;

    private final String name;
    private final double[] hourly;
    private final int start;
    private final boolean exact;
    private final Map<Integer, Zone> zones = new HashMap<>();
    private final Map<Integer, double[]> plain = new HashMap<>();

    /**
     * @param hourly measured intensities in gCO2e/kWh
     * @param start hour of them at which the case begins
     * @param exact whether the future is known; else each hour of it is expected as it was in the mean of the last days
     */
    Grid(String name, double[] hourly, int start, boolean exact) {
        this.name = name;
        this.hourly = hourly;
        this.start = start;
        this.exact = exact;
    }

    /** As measured, in gCO2e/kWh; after the last hour of the trace its last value holds. */
    double intensity(int hour) {
        return hourly[Math.min(start + hour, hourly.length - 1)];
    }

    /** Whether the trace still covers this hour of the case. */
    boolean covers(int hour) {
        return start + hour < hourly.length;
    }

    /** What the published policies expect, in {@code hour}, of it and the hours after it: the plain mean of the same hours. */
    double[] foreseen(int hour) {
        return plain.computeIfAbsent(
                hour,
                at -> exact
                        ? Arrays.copyOfRange(hourly, start + at, Math.max(start + at + 1, hourly.length))
                        : Persistence.forecast(past(at), intensity(at), AHEAD, 0).stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray());
    }

    /** What the planner expects, in {@code hour}, of it and the hours after it. */
    Zone zone(int hour) {
        return zones.computeIfAbsent(hour, at -> new Zone(name, Ticks.instant(at * Ticks.PER_HOUR), expected(at), 0));
    }

    private List<Double> expected(int hour) {
        if (exact) {
            List<Double> known = new ArrayList<>();
            for (int ahead = 0; ahead < AHEAD; ahead++) {
                known.add(intensity(hour + ahead));
            }
            return known;
        }
        return Persistence.forecast(past(hour), intensity(hour), AHEAD);
    }

    private List<Double> past(int hour) {
        List<Double> past = new ArrayList<>(PAST);
        for (int back = PAST; back > 0; back--) {
            int at = start + hour - back;
            past.add(hourly[Math.min(at, hourly.length - 1)]);
        }
        return past;
    }
}
