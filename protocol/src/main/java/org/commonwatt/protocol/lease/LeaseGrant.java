package org.commonwatt.protocol.lease;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.dataset.DatasetManifest;

/**
 * The right to work on a task until a time.
 *
 * @param id the lease
 * @param taskId the task
 * @param jobId the task's job
 * @param jobName the job's name, for the owner's eyes
 * @param epoch grows with every grant of the same task; every write for the lease carries it
 * @param expiresAt when the lease ends unless renewed, by the service's clock
 * @param leaseSeconds the lease's length in seconds; renew every third of it
 * @param graceSeconds time after expiry in which the holder may revive it if nobody claimed the task since
 * @param spec the job spec in its canonical form
 * @param dataset the published manifest of its dataset
 * @param memoryBytes memory the trainer may use
 * @param base the trained model that the spec begins with, or null where it begins with none
 * @param checkpoint the last committed checkpoint to resume from, or null for a first start
 */
public record LeaseGrant(
        UUID id,
        UUID taskId,
        UUID jobId,
        String jobName,
        long epoch,
        Instant expiresAt,
        long leaseSeconds,
        long graceSeconds,
        JsonNode spec,
        DatasetManifest dataset,
        long memoryBytes,
        @Nullable BaseFile base,
        @Nullable CheckpointRef checkpoint) {

    /** A trained model: how the spec refers to it, and the artifact that this was when the job was accepted. */
    public record BaseFile(String reference, String sha256, long size) {}

    /** A committed checkpoint: optimizer steps done, and the artifact that holds it. */
    public record CheckpointRef(long step, String sha256, long size) {}
}
