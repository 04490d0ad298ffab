package org.commonwatt.protocol.job;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A checkpoint that a job has.
 *
 * @param step optimizer steps before it
 * @param sha256 its bytes, a safetensors file (64 lower-case hexadecimal digits); the job's account may fetch them
 * @param size of its file, in bytes
 * @param loss on the evaluation split, by the newest evaluation before it; null where there was none
 * @param damaged whether its bytes are no longer what they were, so that nothing goes on from it
 */
public record CheckpointView(
        long step, String sha256, long size, @Nullable Double loss, boolean damaged, Instant committedAt) {

    /** A job's checkpoints, the newest first. */
    public record Page(List<CheckpointView> items) {}
}
