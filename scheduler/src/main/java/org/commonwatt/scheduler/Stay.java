package org.commonwatt.scheduler;

/**
 * How long a node will likely stay.
 *
 * @param calmHours hours until its chance of still being there falls below nine tenths
 * @param halfHours hours until that chance falls below a half
 */
public record Stay(double calmHours, double halfHours) {

    static final double CALM = 0.9;
    static final double HALF = 0.5;

    private static final double CALM_LOG = -Math.log(CALM);
    private static final double LATE_LOG = Math.log(CALM / HALF);

    /** Of a node of whose comings and goings nothing is known. */
    public static final Stay UNKNOWN = lasting(1 / Price.HAZARD_PER_HOUR);

    /** Steps of the classes: √2. Finer ones make many classes and no better use of the machines. */
    private static final double STEPS_PER_DOUBLING = 2;

    /** Shorter stays are one class. */
    private static final double LEAST_HOURS = 0.125;

    public Stay {
        if (!(calmHours >= 0) || !(halfHours >= calmHours) || Double.isInfinite(halfHours)) {
            throw new IllegalArgumentException("a node is calm for 0 hours or more, and half gone no earlier");
        }
    }

    /** Of a node that goes at any moment alike, after so many hours in the mean. */
    public static Stay lasting(double meanHours) {
        return new Stay(-Math.log(CALM) * meanHours, -Math.log(HALF) * meanHours);
    }

    /** Rounded down to a class; what is unknown is one of its own. */
    Stay rounded() {
        return equals(UNKNOWN) ? this : new Stay(down(calmHours), down(halfHours));
    }

    private static double down(double hours) {
        if (hours < LEAST_HOURS) {
            return LEAST_HOURS / 2;
        }
        double steps = Math.floor(Math.log(hours) / Math.log(2) * STEPS_PER_DOUBLING + 1e-9);
        return Math.pow(2, steps / STEPS_PER_DOUBLING);
    }

    /** Chance of still being there after so many hours: it falls at one rate while the node is calm and at another later. */
    double there(double hours) {
        double early = calmRate();
        return hours <= calmHours ? Math.exp(-early * hours) : CALM * Math.exp(-lateRate() * (hours - calmHours));
    }

    /** Hours of the next {@code hours} in which it is still there, in the mean. */
    double expectedHours(double hours) {
        double early = Math.min(hours, calmHours);
        double calm = -Math.expm1(-calmRate() * early) / calmRate();
        return hours <= calmHours ? calm : calm - CALM * Math.expm1(-lateRate() * (hours - calmHours)) / lateRate();
    }

    /**
     * How often work that takes so many hours, begun now, will be broken off in the mean: by this node's going, and what is
     * left of it then as often as on donated machines at large.
     */
    double interruptions(double hours) {
        return 1 - there(hours) + Price.HAZARD_PER_HOUR * (hours - expectedHours(hours));
    }

    private double calmRate() {
        return CALM_LOG / Math.max(calmHours, 1e-6);
    }

    private double lateRate() {
        double span = halfHours - calmHours;
        return span < 1e-6 ? calmRate() : LATE_LOG / span;
    }
}
