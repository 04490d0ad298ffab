package org.commonwatt.api.carbon.source;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Figures of any length as hours: what the planner and receipts reckon in. */
public final class Hours {

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private Hours() {}

    /**
     * The mean of each hour, weighted by time. An hour of which less than half is known is left out.
     *
     * @return readings of one hour each, in order of time
     */
    public static List<Reading> of(List<Reading> readings) {
        SortedMap<Instant, Sum> sums = new TreeMap<>();
        for (Reading reading : readings) {
            Instant end = reading.at().plus(reading.length());
            for (Instant hour = reading.at().truncatedTo(ChronoUnit.HOURS); hour.isBefore(end); hour = next(hour)) {
                Instant from = reading.at().isAfter(hour) ? reading.at() : hour;
                Instant to = end.isBefore(next(hour)) ? end : next(hour);
                sums.computeIfAbsent(hour, new_ -> new Sum())
                        .add(reading, Duration.between(from, to).toMillis());
            }
        }
        List<Reading> hours = new ArrayList<>();
        for (Map.Entry<Instant, Sum> entry : sums.entrySet()) {
            Sum sum = entry.getValue();
            if (sum.millis * 2 >= HOUR_MILLIS) {
                double mean = sum.gramMillis / sum.millis;
                hours.add(new Reading(entry.getKey(), Duration.ofHours(1), mean, sum.estimated));
            }
        }
        return hours;
    }

    private static Instant next(Instant hour) {
        return hour.plus(1, ChronoUnit.HOURS);
    }

    private static final class Sum {
        private double gramMillis;
        private double millis;
        private boolean estimated;

        void add(Reading reading, long length) {
            gramMillis += reading.gramsPerKwh() * length;
            millis += length;
            estimated |= reading.estimated();
        }
    }
}
