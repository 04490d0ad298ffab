package org.commonwatt.api.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.commonwatt.api.document.SentDocument;
import org.commonwatt.protocol.plan.WorkPlan;
import org.commonwatt.protocol.spec.ByteSize;
import org.commonwatt.protocol.spec.Deadline;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;

/**
 * What a person submitted and what was worked out from it; it never changes.
 *
 * @param document the spec as sent
 * @param work what the spec needs
 */
record Submission(
        UUID id,
        UUID accountId,
        SentDocument document,
        JobSpec spec,
        Materials materials,
        WorkPlan work,
        Instant createdAt) {

    /** A parameter as a value, its two optimizer slots, in two checkpoints, and the model: at four bytes each. */
    private static final long DISK_BYTES_PER_PARAMETER = 4 * (2 * 3 + 1);

    /** The spec with all its defaults. */
    JsonNode canonical() {
        return JobSpecs.toJson(spec);
    }

    /** Day on which it was created, in UTC: the partition of all that it will report. */
    LocalDate createdOn() {
        return LocalDate.ofInstant(createdAt, ZoneOffset.UTC);
    }

    /** Memory that a trainer may use: what the spec says, else what the plan estimates. */
    long memoryBytes() {
        ByteSize asked = spec.resources().memory();
        return asked == null ? work.memoryBytes() : asked.bytes();
    }

    /** By when it should have ended, or null. */
    @Nullable
    Instant deadline() {
        Deadline deadline = spec.schedule().deadline();
        return deadline == null ? null : deadline.from(createdAt);
    }

    JobQueued queued() {
        return new JobQueued(
                id,
                accountId,
                memoryBytes(),
                materials.bytes() + work.scratchBytes() + DISK_BYTES_PER_PARAMETER * work.parameters(),
                materials.bytes(),
                work.trainingFlops(),
                spec.resources().maxTime(),
                spec.schedule(),
                deadline(),
                spec.carbon(),
                createdAt);
    }
}
