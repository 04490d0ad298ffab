package org.commonwatt.protocol.job;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param step optimizer steps done
 * @param totalSteps optimizer steps of the whole run
 * @param epoch passes over the training split done, with its fraction
 * @param totalEpochs passes of the whole run
 * @param samplesPerSecond training throughput since the last report, or null where none was measured
 * @param loss newest training loss, or null
 * @param accuracy newest accuracy on the evaluation split, or null
 * @param at when the worker saw it
 */
public record Progress(
        long step,
        long totalSteps,
        double epoch,
        int totalEpochs,
        @Nullable Double samplesPerSecond,
        @Nullable Double loss,
        @Nullable Double accuracy,
        Instant at) {}
