package org.commonwatt.scheduler;

import java.time.Duration;

/** How much an account's past use of machines weighs today. */
public final class FairShare {

    /** Use loses half its weight in this time: a day, as HTCondor's PRIORITY_HALFLIFE. */
    public static final Duration HALF_LIFE = Duration.ofDays(1);

    /** After this time less than a hundredth is left, and use is forgotten. */
    public static final Duration FORGOTTEN_AFTER = HALF_LIFE.multipliedBy(7);

    /** Use up to this many machine-hours counts as none, so that a first small job doesn't cost an account its turn. */
    static final double FREE_HOURS = 0.25;

    private FairShare() {}

    /** Weight of use that ended {@code age} ago: 1 for now, 0.5 after a half-life. */
    public static double weight(Duration age) {
        return age.isNegative() ? 1 : Math.pow(0.5, age.toMillis() / (double) HALF_LIFE.toMillis());
    }

    /**
     * The band of an account's decayed use, each twice as wide as the one before: accounts of one band are served alike, and
     * within it the price decides. Lower bands go first.
     */
    public static int band(double decayedHours) {
        return decayedHours <= FREE_HOURS ? 0 : 1 + Math.getExponent(decayedHours / FREE_HOURS);
    }
}
