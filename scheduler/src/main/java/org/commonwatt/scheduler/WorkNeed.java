package org.commonwatt.scheduler;

/**
 * What a task needs of a node.
 *
 * @param memoryBytes memory of its trainer
 * @param diskBytes disk for its data; also what a node without the data must fetch
 * @param flops floating-point operations that remain
 */
public record WorkNeed(long memoryBytes, long diskBytes, double flops) {

    public WorkNeed {
        if (memoryBytes < 0 || diskBytes < 0 || !(flops >= 0)) {
            throw new IllegalArgumentException("needs are 0 or more");
        }
    }
}
