package org.commonwatt.api.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.lease.EnergyUse;

/**
 * A lease, as far as receipts care.
 *
 * @param job what it was for
 * @param node where it ran
 * @param endedAt null while it goes on; when it ran out, for one that lapsed and may still be revived
 * @param outcome null while it goes on, and while it may be revived
 * @param checkpointedAt when its newest checkpoint was committed, or null if none was
 * @param energy what its node reported, or null where nothing was measured
 * @param grid what was known of the electricity when it was granted
 */
record LeaseLine(
        UUID id,
        Job job,
        Node node,
        Instant grantedAt,
        @Nullable Instant endedAt,
        @Nullable String outcome,
        @Nullable Instant checkpointedAt,
        @Nullable EnergyUse energy,
        Grid grid) {

    /**
     * Its job.
     *
     * @param kind of the lease's task
     * @param broughtNothing whether the job ended without a model
     */
    record Job(UUID id, String name, String kind, Instant createdAt, boolean broughtNothing) {}

    record Node(UUID id, String name) {}

    record Grid(@Nullable String zone, double gramsPerKwh, String source) {}

    /** When it ended, or now. */
    Instant until(Instant now) {
        Instant end = endedAt == null ? now : endedAt;
        return end.isAfter(grantedAt) ? end : grantedAt;
    }

    double seconds(Instant now) {
        return Duration.between(grantedAt, until(now)).toMillis() / 1000.0;
    }

    boolean isReplica() {
        return !job.kind().equals("TRAIN");
    }

    /**
     * Share of its work that led to nothing, by time: all of it where its job brought no model; nothing where it goes on or
     * ended with its task done; else what came after its last checkpoint, which has to be done again.
     */
    double wastedShare(Instant now) {
        if (job.broughtNothing()) {
            return 1;
        }
        if (endedAt == null || "TRAINED".equals(outcome)) {
            return 0;
        }
        double all = seconds(now);
        if (all <= 0) {
            return 1;
        }
        Instant kept = checkpointedAt == null ? grantedAt : checkpointedAt;
        double lost = Duration.between(kept, until(now)).toMillis() / 1000.0;
        return Math.clamp(lost / all, 0.0, 1.0);
    }
}
