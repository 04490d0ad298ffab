package org.commonwatt.api.job;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.artifact.Sha256;

/**
 * What a node has to know of a job in order to run it; none of this ever changes.
 *
 * @param spec JSON
 * @param memoryBytes what the plan reckons with
 * @param base the trained model that it begins with, or null
 */
public record Assignment(
        String jobName,
        String spec,
        UUID datasetId,
        long memoryBytes,
        @Nullable Base base) {

    /**
     * A trained model's file.
     *
     * @param size in bytes
     */
    public record Base(Sha256 sha256, long size) {}
}
