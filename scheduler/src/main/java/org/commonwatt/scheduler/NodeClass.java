package org.commonwatt.scheduler;

/**
 * What the planner tells apart among nodes: all nodes of one class are alike to it.
 *
 * @param hardware what each of them can do
 * @param zone electricity zone; {@link Zone#WORLD} where the owner set none
 * @param idleHours hours since they last worked for Commonwatt
 * @param stay how long they will likely stay; see {@link Availability}
 */
public record NodeClass(Hardware hardware, String zone, double idleHours, Stay stay) {

    public NodeClass(Hardware hardware, String zone, double idleHours) {
        this(hardware, zone, idleHours, Stay.UNKNOWN);
    }

    /**
     * The class of a node. Sizes and speed are rounded down and power up to eighths of a power of two, idle times down
     * to powers of two and stays to those of √2, so that classes stay few while a class never promises more than its poorest member keeps.
     */
    public static NodeClass of(Hardware exact, String zone, double idleHours, Stay stay) {
        Hardware rounded = new Hardware(
                (long) down(exact.memoryBytes()),
                (long) down(exact.diskBytes()),
                down(exact.flopsPerSecond()),
                up(exact.marginalWatts()));
        return new NodeClass(rounded, zone, roundedIdle(idleHours), stay.rounded());
    }

    /** The class of a node of whose comings and goings nothing is known. */
    public static NodeClass of(Hardware exact, String zone, double idleHours) {
        return of(exact, zone, idleHours, Stay.UNKNOWN);
    }

    /** All that earns most is one class, however long it was idle. */
    private static double roundedIdle(double hours) {
        return hours >= Weights.IDLE_CAP_HOURS ? Weights.IDLE_CAP_HOURS : powerOfTwo(hours);
    }

    /** Rounded down; nothing below a quarter counts. */
    private static double powerOfTwo(double hours) {
        return hours < 0.25 ? 0 : Math.scalb(1.0, Math.getExponent(hours));
    }

    private static double down(double value) {
        double step = step(value);
        return step == 0 ? value : Math.floor(value / step) * step;
    }

    private static double up(double value) {
        double step = step(value);
        return step == 0 ? value : Math.ceil(value / step) * step;
    }

    /** An eighth of the largest power of two that is not above {@code value}; 0 for 0. */
    private static double step(double value) {
        return value <= 0 ? 0 : Math.scalb(1.0, Math.getExponent(value) - 3);
    }
}
