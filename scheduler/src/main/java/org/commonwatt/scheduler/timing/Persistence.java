package org.commonwatt.scheduler.timing;

import java.util.ArrayList;
import java.util.List;

/**
 * A forecast for zones without one: the mean of the same hour over the last days, moved by how far the present hour is off,
 * less and less with the hours. Weather lasts for a day or so, and a mean of the week doesn't know today's.
 */
public final class Persistence {

    /** Days of the past that are looked at. */
    public static final int DAYS = 7;

    /**
     * What an hour leaves of the present hour's deviation. Chosen on ten zones and four seasons other than those of the
     * published figures (0, 0.9, 0.95 and 0.97 were tried); a deviation halves in 13.5 h.
     */
    public static final double KEPT_PER_HOUR = 0.95;

    private Persistence() {}

    /**
     * Expected intensities from the present hour on.
     *
     * @param past hourly intensities up to the hour before the present one, the oldest first; the last {@link #DAYS} days of
     *     them are used, and hours that are missing at the start are left out of the means
     * @param present intensity of the present hour
     * @param hours how many to expect; the first is the present one
     */
    public static List<Double> forecast(List<Double> past, double present, int hours) {
        return forecast(past, present, hours, KEPT_PER_HOUR);
    }

    /** The same with another share of the deviation that an hour leaves; 0 for the plain mean of the same hours. */
    public static List<Double> forecast(List<Double> past, double present, int hours, double keptPerHour) {
        double deviation = present - sameHour(past, 0, present);
        List<Double> expected = new ArrayList<>(hours);
        double kept = 1;
        for (int hour = 0; hour < hours; hour++) {
            double mean = sameHour(past, hour, present);
            expected.add(hour == 0 ? present : Math.max(0, mean + deviation * kept));
            kept *= keptPerHour;
        }
        return expected;
    }

    /** Mean of the last days at the hour of day that {@code ahead} hours from now has; {@code none} where none is known. */
    private static double sameHour(List<Double> past, int ahead, double none) {
        double sum = 0;
        int days = 0;
        for (int back = 24 - ahead % 24; days < DAYS && back <= past.size(); back += 24) {
            sum += past.get(past.size() - back);
            days++;
        }
        return days == 0 ? none : sum / days;
    }
}
