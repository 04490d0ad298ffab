package org.commonwatt.worker.machine;

/**
 * Thermal design power of the processors that this system sees.
 *
 * @param watts of all of them together, in W
 * @param cores logical cores that share it
 * @param source where the figure comes from, for people
 */
public record DesignPower(double watts, int cores, String source) {

    /** Design power of one logical core in W. */
    public double wattsPerCore() {
        return watts / cores;
    }
}
