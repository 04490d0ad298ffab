package org.commonwatt.scheduler;

/**
 * What a machine can do for a trainer, within its owner's limits.
 *
 * @param memoryBytes memory that a trainer may use
 * @param diskBytes free disk that a trainer may use
 * @param flopsPerSecond sustained speed of training in FLOP/s
 * @param marginalWatts power that it draws more while training than while idle, in W
 */
public record Hardware(long memoryBytes, long diskBytes, double flopsPerSecond, double marginalWatts) {

    public Hardware {
        if (memoryBytes < 0 || diskBytes < 0 || marginalWatts < 0) {
            throw new IllegalArgumentException("sizes and power are 0 or more");
        }
        if (!(flopsPerSecond > 0)) {
            throw new IllegalArgumentException("a machine's speed is above 0 FLOP/s");
        }
    }

    /** Hours that {@code flops} floating-point operations take here without interruption. */
    public double hoursFor(double flops) {
        return flops / flopsPerSecond / 3600;
    }
}
