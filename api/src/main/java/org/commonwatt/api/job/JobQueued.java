package org.commonwatt.api.job;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A job was accepted. Published within the transaction that stores it, so that what a listener writes stands or falls
 * with the job.
 *
 * @param memoryBytes memory that a trainer of it may use
 * @param diskBytes disk that a node needs for its dataset, checkpoints and model
 * @param flops floating-point operations of the whole run
 * @param maxTime longest total running time over all attempts
 */
public record JobQueued(
        UUID jobId,
        UUID accountId,
        long memoryBytes,
        long diskBytes,
        double flops,
        Duration maxTime,
        Instant createdAt) {}
