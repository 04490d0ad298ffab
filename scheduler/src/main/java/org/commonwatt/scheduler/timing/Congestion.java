package org.commonwatt.scheduler.timing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * π: what a machine for an hour costs beyond its carbon because others want that hour too, in gCO2e. Where the planned work of
 * an hour exceeds its machines the price rises until some of it goes elsewhere; it is what keeps work from crowding into the one
 * green window.
 *
 * @param from the hour of the first price
 * @param hourly prices of the hours from then on; 0 after the last
 */
public record Congestion(Instant from, List<Double> hourly) {

    public Congestion {
        hourly = List.copyOf(hourly);
    }

    /** Nothing is crowded. */
    public static Congestion none(Instant from) {
        return new Congestion(from, List.of());
    }

    /** Whether these are the prices of the hour of {@code now}: they move once an hour, in its first round. */
    public boolean isOfHour(Instant now) {
        return from.equals(now.truncatedTo(ChronoUnit.HOURS));
    }

    /** The price of the hour that begins {@code offset} hours after {@code hour}. */
    double price(Instant hour, int offset) {
        long index = Duration.between(from, hour).toHours() + offset;
        return index >= 0 && index < hourly.size() ? hourly.get((int) index) : 0;
    }

    /** π ← max(0, π + step · (demand − capacity) ÷ capacity) for each hour from {@code hour} on. */
    Congestion moved(Instant hour, double[] demand, double capacity, double step) {
        List<Double> moved = new ArrayList<>(demand.length);
        for (int offset = 0; offset < demand.length; offset++) {
            moved.add(Math.max(0, price(hour, offset) + step * (demand[offset] - capacity) / capacity));
        }
        return new Congestion(hour, moved);
    }
}
