package org.commonwatt.scheduler;

/**
 * What a task needs of a node.
 *
 * @param memoryBytes memory of its trainer
 * @param diskBytes disk for its data and for what the trainer makes of them
 * @param transferBytes what a node without the data must fetch
 * @param flops floating-point operations that remain
 */
public record WorkNeed(long memoryBytes, long diskBytes, long transferBytes, double flops) {

    public WorkNeed {
        if (memoryBytes < 0 || diskBytes < 0 || transferBytes < 0 || !(flops >= 0)) {
            throw new IllegalArgumentException("needs are 0 or more");
        }
    }

    /** Work that needs disk for what it fetches alone. */
    public WorkNeed(long memoryBytes, long diskBytes, double flops) {
        this(memoryBytes, diskBytes, diskBytes, flops);
    }

    /** What a trainer holds without any model: the Java runtime and the engine. */
    private static final long RUNTIME_BYTES = 640L << 20;

    /** Parameters and optimizer slots beside gradients, activations and batches. */
    private static final double CHECKPOINT_SHARE = 0.25;

    /** Size of its checkpoints, at a guess: what has to reach the service before anybody can go on from it. */
    public double checkpointBytes() {
        return CHECKPOINT_SHARE * Math.max(0, memoryBytes - RUNTIME_BYTES);
    }
}
