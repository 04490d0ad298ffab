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

    public static final int HOURS_OF_WEEK = 168;

    /** Nothing is foreseen beyond a day. */
    static final double MOST_HOURS = 24;

    /**
     * So many hours of what is known at large are mixed into what is known in particular: of all machines into a node, of the
     * node into an hour of its day, and of that into an hour of its week.
     */
    private static final double PRIOR_HOURS = 2;

    private static final long HOUR_MILLIS = 3_600_000;

    /** Of a node of which nothing is known, half of the time. */
    private static final double UNKNOWN_SHARE = 0.5;

    private final double[] hazards;
    private final double[] shares;

    private Availability(double[] watched, double[] seen, double[] left) {
        this.hazards = rates(left, seen, Price.HAZARD_PER_HOUR);
        this.shares = rates(seen, watched, UNKNOWN_SHARE);
    }

    /** How many there are for each of these hours, by hour of the week. */
    private static double[] rates(double[] counts, double[] hours, double atLarge) {
        double[] day = new double[24];
        double node = mixed(sum(counts, 0, 1), sum(hours, 0, 1), atLarge);
        for (int hour = 0; hour < day.length; hour++) {
            day[hour] = mixed(sum(counts, hour, day.length), sum(hours, hour, day.length), node);
        }
        double[] rates = new double[HOURS_OF_WEEK];
        for (int hour = 0; hour < HOURS_OF_WEEK; hour++) {
            rates[hour] = mixed(counts[hour], hours[hour], day[hour % day.length]);
        }
        return rates;
    }

    /**
     * What was counted teaches.
     *
     * @param watched hours that it was looked at in each hour of the week, as in {@link #hourOfWeek}
     * @param seen hours of these in which it was there
     * @param left how often it went in each
     */
    public static Availability of(double[] watched, double[] seen, double[] left) {
        if (watched.length != HOURS_OF_WEEK || seen.length != HOURS_OF_WEEK || left.length != HOURS_OF_WEEK) {
            throw new IllegalArgumentException("a week has " + HOURS_OF_WEEK + " hours");
        }
        return new Availability(watched, seen, left);
    }

    /**
     * What past presences teach; spans that touch are one only if the caller has joined them.
     *
     * @param watched the time in which it was looked at; all presences lie in it
     */
    public static Availability learned(Presence watched, Collection<Presence> past) {
        double[] seen = new double[HOURS_OF_WEEK];
        double[] left = new double[HOURS_OF_WEEK];
        for (Presence presence : past) {
            addHours(seen, presence);
            left[hourOfWeek(presence.to().toEpochMilli() - 1)]++;
        }
        double[] looked = new double[HOURS_OF_WEEK];
        addHours(looked, watched);
        return new Availability(looked, seen, left);
    }

    private static void addHours(double[] hours, Presence span) {
        long end = span.to().toEpochMilli();
        for (long at = span.from().toEpochMilli(); at < end; at = nextHour(at)) {
            hours[hourOfWeek(at)] += (Math.min(end, nextHour(at)) - at) / (double) HOUR_MILLIS;
        }
    }

    /** Drop-outs per hour that are likely at this moment. */
    double hazard(Instant moment) {
        return hazards[hourOfWeek(moment)];
    }

    private static double mixed(double left, double seen, double atLarge) {
        return (left + PRIOR_HOURS * atLarge) / (seen + PRIOR_HOURS);
    }

    private static double sum(double[] hours, int from, int step) {
        double sum = 0;
        for (int hour = from; hour < HOURS_OF_WEEK; hour += step) {
            sum += hours[hour];
        }
        return sum;
    }

    /** Share of the next hours that the node will likely be there. */
    public double share(Instant now, int hours) {
        double sum = 0;
        for (int hour = 0; hour < hours; hour++) {
            sum += shares[(hourOfWeek(now) + hour) % HOURS_OF_WEEK];
        }
        return sum / hours;
    }

    /** How long the node, there at {@code now}, will likely stay; a day at most. */
    public Stay stay(Instant now) {
        return new Stay(until(now, Stay.CALM), until(now, Stay.HALF));
    }

    /** Hours until its chance of still being there falls below this. */
    private double until(Instant now, double chance) {
        double wanted = -Math.log(chance);
        long start = now.toEpochMilli();
        long horizon = start + Duration.ofHours((long) MOST_HOURS).toMillis();
        for (long at = start; at < horizon; at = nextHour(at)) {
            double hours = (nextHour(at) - at) / (double) HOUR_MILLIS;
            double hazard = hazards[hourOfWeek(at)];
            if (hazard * hours >= wanted) {
                return Math.min(MOST_HOURS, (at - start) / (double) HOUR_MILLIS + wanted / hazard);
            }
            wanted -= hazard * hours;
        }
        return MOST_HOURS;
    }

    private static long nextHour(long millis) {
        return (Math.floorDiv(millis, HOUR_MILLIS) + 1) * HOUR_MILLIS;
    }

    /** Which of the week's hours a moment is in; they begin with Thursday's first in UTC. */
    public static int hourOfWeek(Instant moment) {
        return hourOfWeek(moment.toEpochMilli());
    }

    private static int hourOfWeek(long millis) {
        return (int) Math.floorMod(Math.floorDiv(millis, HOUR_MILLIS), (long) HOURS_OF_WEEK);
    }
}
