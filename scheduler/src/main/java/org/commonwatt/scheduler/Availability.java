package org.commonwatt.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * When a node is likely to go, learned by hour of the week (UTC).
 *
 * <p>For each of the 168 hours: how often the node was there when the hour began, and in how many of these it went. What has
 * not been seen often is drawn towards what is known of donated machines at large.
 */
public final class Availability {

    /** A span in which a node was there. */
    public record Presence(Instant from, Instant to) {}

    static final int HOURS_OF_WEEK = 168;

    /** Nothing is foreseen beyond a day. */
    static final double MOST_HOURS = 24;

    /** A node counts as staying until its chance of still being there falls below this. */
    private static final double LIKELY = 0.5;

    /** So many hours of the mean of all machines are mixed into each hour of the week. */
    private static final double PRIOR_HOURS = 0.5;

    private static final long HOUR_MILLIS = 3_600_000;

    private final double[] seen = new double[HOURS_OF_WEEK];
    private final double[] left = new double[HOURS_OF_WEEK];

    private Availability() {}

    /** What past presences teach; spans that touch are one only if the caller has joined them. */
    public static Availability learned(Collection<Presence> past) {
        Availability learned = new Availability();
        for (Presence presence : past) {
            long end = presence.to().toEpochMilli();
            for (long at = presence.from().toEpochMilli(); at < end; at = nextHour(at)) {
                int hour = hourOfWeek(at);
                learned.seen[hour] += (Math.min(end, nextHour(at)) - at) / (double) HOUR_MILLIS;
                learned.left[hour] += end <= nextHour(at) ? 1 : 0;
            }
        }
        return learned;
    }

    /** Drop-outs per hour that are likely at this moment. */
    double hazard(Instant moment) {
        return hazard(hourOfWeek(moment.toEpochMilli()));
    }

    private double hazard(int hour) {
        return (left[hour] + PRIOR_HOURS * Price.HAZARD_PER_HOUR) / (seen[hour] + PRIOR_HOURS);
    }

    /** Hours that the node, there at {@code now}, will likely stay: until its chance of being there is a half, a day at most. */
    public double staysHours(Instant now) {
        double wanted = -Math.log(LIKELY);
        long start = now.toEpochMilli();
        long horizon = start + Duration.ofHours((long) MOST_HOURS).toMillis();
        for (long at = start; at < horizon; at = nextHour(at)) {
            double hours = (nextHour(at) - at) / (double) HOUR_MILLIS;
            double hazard = hazard(hourOfWeek(at));
            if (hazard * hours >= wanted) {
                return (at - start) / (double) HOUR_MILLIS + wanted / hazard;
            }
            wanted -= hazard * hours;
        }
        return MOST_HOURS;
    }

    private static long nextHour(long millis) {
        return (Math.floorDiv(millis, HOUR_MILLIS) + 1) * HOUR_MILLIS;
    }

    private static int hourOfWeek(long millis) {
        return (int) Math.floorMod(Math.floorDiv(millis, HOUR_MILLIS), (long) HOURS_OF_WEEK);
    }
}
