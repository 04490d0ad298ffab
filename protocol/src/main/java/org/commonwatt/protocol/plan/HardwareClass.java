package org.commonwatt.protocol.plan;

import org.commonwatt.protocol.plan.WorkPlan.HardwareEstimate;

/**
 * A class of hardware with what is assumed of it.
 *
 * @param flopsPerSecond reached in training, not the data sheet's peak
 * @param stepSeconds what a step costs beside its arithmetic: calls, batches, reports
 * @param secondsPerParameter what the optimizer takes for each parameter in a step; memory-bound
 * @param watts marginal power of the run: what the machine draws beyond its idle power
 * @param relativeError half-width of the band around time and energy, as a share
 */
record HardwareClass(
        String name,
        double flopsPerSecond,
        double stepSeconds,
        double secondsPerParameter,
        double watts,
        double relativeError) {

    /** Starting the trainer, loading libtorch, the first slow steps; s. */
    private static final double START_SECONDS = 6;

    private static final double SECONDS_PER_HOUR = 3600;

    /**
     * Arithmetic of one thread of an x86-64 processor of 2019 or newer under libtorch: a digits CNN of 24 MFLOP forward,
     * batch 32, took 45 ms forward and backward, 2.3 GFLOP; FLOP/s.
     */
    private static final double THREAD_FLOPS = 50e9;

    /** The optimizer's part of the same measured step: 13 ms for 1.2 million parameters; s. */
    private static final double THREAD_PARAMETER_SECONDS = 11e-9;

    /** A 15 W processor (Intel Core i5-8250U's thermal design power) under two of its threads; two give 1.7 times one. */
    static final HardwareClass LAPTOP =
            new HardwareClass("laptop CPU, 2 threads", 1.7 * THREAD_FLOPS, 2e-3, THREAD_PARAMETER_SECONDS, 15, 0.5);

    /** A 65 W processor (Intel Core i7-10700's thermal design power) under eight threads; eight give 4.8 times one. */
    static final HardwareClass DESKTOP = new HardwareClass(
            "desktop CPU, 8 threads", 4.8 * THREAD_FLOPS, 2e-3, THREAD_PARAMETER_SECONDS / 2, 65, 0.5);

    /**
     * A card of the class of the NVIDIA GTX 1080: 8.9 TFLOP/s in single precision by its data sheet, of which small
     * networks reach about a third, 180 W. Assumed, not measured, hence the wide band.
     */
    static final HardwareClass GRAPHICS = new HardwareClass("graphics card, 9 TFLOP/s", 3e12, 1e-3, 1e-10, 180, 0.8);

    HardwareEstimate estimate(double flops, long steps, long parameters) {
        double seconds =
                START_SECONDS + flops / flopsPerSecond + steps * (stepSeconds + parameters * secondsPerParameter);
        return new HardwareEstimate(name, seconds, watts * seconds / SECONDS_PER_HOUR, relativeError);
    }
}
