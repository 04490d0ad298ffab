package org.commonwatt.protocol.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.lease.EnergyUse.Tier;

/**
 * A job as people see it.
 *
 * @param stateReason a sentence that says why it is in this state, or null
 * @param dataset the dataset as {@code name@version}
 * @param attempts number of leases granted so far
 * @param progress the newest progress, or null before the first report
 * @param node the node that holds or last held its lease, or null
 * @param evaluation the final metrics on the evaluation split; empty before the end
 * @param model the trained model, or null before the end
 * @param energy energy and carbon over all attempts, or null before the first measurement; never 0 for "unknown"
 * @param failure why it failed, or null
 * @param timing what was last decided about when it runs, or null for a job that may not wait
 */
public record JobView(
        UUID id,
        String name,
        JobState state,
        @Nullable String stateReason,
        String dataset,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int attempts,
        @Nullable Progress progress,
        @Nullable NodeRef node,
        Map<String, Double> evaluation,
        @Nullable ModelRef model,
        @Nullable JobEnergy energy,
        @Nullable Failure failure,
        @Nullable TimingView timing) {

    /** A page of jobs, newest first; {@code nextCursor} is null on the last page. */
    public record Page(List<JobView> items, @Nullable String nextCursor) {}

    /** A node by id and the name its owner gave it. */
    public record NodeRef(UUID id, String name) {}

    /** A stored model: SHA-256 and size in bytes of its safetensors file. */
    public record ModelRef(String sha256, long size) {}

    /** Why a job failed, for people and for programs. */
    public record Failure(FailureKind kind, String message) {}

    /**
     * Energy and carbon of a job over all its attempts.
     *
     * @param wh marginal energy in Wh
     * @param tier the worst tier among the attempts
     * @param relativeError half-width of the band, as a share
     * @param gco2e grams of CO2e: energy times the intensity of each attempt's zone
     * @param intensityGramsPerKwh mean intensity used, gCO2e/kWh
     * @param zone zone of the last attempt, or null for the world's average
     * @param intensitySource who says so
     */
    public record JobEnergy(
            double wh,
            Tier tier,
            double relativeError,
            double gco2e,
            double intensityGramsPerKwh,
            @Nullable String zone,
            String intensitySource) {}
}
