package org.commonwatt.api.registry;

import java.util.UUID;

import org.commonwatt.protocol.dataset.DatasetManifest;

/**
 * One published version of a dataset.
 *
 * @param bytes size of all its files
 */
public record DatasetVersion(UUID id, DatasetManifest manifest, long bytes) {}
