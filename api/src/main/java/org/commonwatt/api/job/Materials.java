package org.commonwatt.api.job;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.api.registry.DatasetVersion;
import org.commonwatt.protocol.architecture.BaseModel;

/**
 * What a job is made from; it never changes.
 *
 * @param base the trained model that it begins with, or null
 */
record Materials(DatasetVersion dataset, @Nullable Base base) {

    /**
     * A trained model.
     *
     * @param sha256 its file
     * @param size of its file, in bytes
     * @param model what it is made of
     */
    record Base(Sha256 sha256, long size, BaseModel model) {}

    /** Bytes that a node must fetch. */
    long bytes() {
        return dataset.bytes() + (base == null ? 0 : base.size());
    }
}
