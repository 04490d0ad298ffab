package org.commonwatt.api.job;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.spec.Carbon;
import org.commonwatt.protocol.spec.JobSchedule;

/**
 * A job was accepted. Published within the transaction that stores it, so that what a listener writes stands or falls
 * with the job.
 *
 * @param memoryBytes memory that a trainer of it may use
 * @param diskBytes disk that a node needs for its dataset, what the trainer makes of it, checkpoints and model
 * @param transferBytes what a node without it must fetch
 * @param flops floating-point operations of the whole run
 * @param maxTime longest total running time over all attempts
 * @param schedule when it may run
 * @param deadline by when it should have ended, or null
 * @param carbon what it gives for emitting less, and how much it may emit
 */
public record JobQueued(
        UUID jobId,
        UUID accountId,
        long memoryBytes,
        long diskBytes,
        long transferBytes,
        double flops,
        Duration maxTime,
        JobSchedule schedule,
        @Nullable Instant deadline,
        Carbon carbon,
        Instant createdAt) {}
