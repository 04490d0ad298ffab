package org.commonwatt.scheduler.simulation;

import java.time.Instant;

/** The simulator's time: whole ticks of five seconds since the start of a case, as in GAIA's (ASPLOS'24) artifact. */
final class Ticks {

    static final int SECONDS = 5;
    static final int PER_HOUR = 3600 / SECONDS;
    static final int NEVER = Integer.MAX_VALUE;

    private Ticks() {}

    static int ofSeconds(double seconds) {
        return (int) (seconds / SECONDS);
    }

    static int ofHours(double hours) {
        return (int) Math.round(hours * PER_HOUR);
    }

    static double hours(double ticks) {
        return ticks / PER_HOUR;
    }

    static int nextHour(int tick) {
        return (tick / PER_HOUR + 1) * PER_HOUR;
    }

    /** Cases begin at the epoch: the planner knows moments, and no case depends on the calendar. */
    static Instant instant(int tick) {
        return Instant.ofEpochSecond((long) tick * SECONDS);
    }

    /** The first tick that is not before {@code moment}, but for rounding to milliseconds. */
    static int at(Instant moment) {
        return (int) Math.min(NEVER - 1L, Math.ceilDiv(moment.toEpochMilli() - 10, SECONDS * 1000L));
    }
}
