package org.commonwatt.scheduler;

/**
 * What the planner tells apart among nodes: all nodes of one class are alike to it.
 *
 * @param hardware what each of them can do
 * @param zone electricity zone; {@link Zone#WORLD} where the owner set none
 * @param idleHours hours since they last worked for Commonwatt
 * @param staysHours hours that they will likely stay; see {@link Availability}
 */
public record NodeClass(Hardware hardware, String zone, double idleHours, double staysHours) {

    /** Where nothing is known of a node's comings and goings: the mean of donated machines. */
    public static final double UNKNOWN_STAY = 1 / Price.HAZARD_PER_HOUR;

    /** Work that takes so many times its expected length still ends before the node goes. */
    private static final double STAY_MARGIN = 1.2;

    public NodeClass(Hardware hardware, String zone, double idleHours) {
        this(hardware, zone, idleHours, UNKNOWN_STAY);
    }

    /**
     * The class of a node. Sizes and speed are rounded down and power up to eighths of a power of two, times down to
     * powers of two, so that classes stay few while a class never promises more than its poorest member keeps.
     */
    public static NodeClass of(Hardware exact, String zone, double idleHours, double staysHours) {
        Hardware rounded = new Hardware(
                (long) down(exact.memoryBytes()),
                (long) down(exact.diskBytes()),
                down(exact.flopsPerSecond()),
                up(exact.marginalWatts()));
        return new NodeClass(rounded, zone, roundedIdle(idleHours), roundedStay(staysHours));
    }

    /** The class of a node of whose comings and goings nothing is known. */
    public static NodeClass of(Hardware exact, String zone, double idleHours) {
        return of(exact, zone, idleHours, UNKNOWN_STAY);
    }

    /** Whether a task with this need will likely end before they go. */
    public boolean staysFor(WorkNeed need) {
        return hardware.hoursFor(need.flops()) * STAY_MARGIN <= staysHours;
    }

    /** All that earns most is one class, however long it was idle. */
    private static double roundedIdle(double hours) {
        return hours >= Weights.IDLE_CAP_HOURS ? Weights.IDLE_CAP_HOURS : powerOfTwo(hours);
    }

    /** A quarter of an hour at least. */
    private static double roundedStay(double hours) {
        return hours == UNKNOWN_STAY ? hours : powerOfTwo(Math.max(hours, 0.25));
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
