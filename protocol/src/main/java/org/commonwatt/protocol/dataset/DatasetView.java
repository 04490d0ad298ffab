package org.commonwatt.protocol.dataset;

import java.time.Instant;
import java.util.List;

/**
 * A published dataset version.
 *
 * @param ref {@code name@version}
 * @param sha256 SHA-256 of the canonical manifest
 * @param bytes size of all its files
 */
public record DatasetView(String ref, String sha256, long bytes, Instant publishedAt, DatasetManifest manifest) {

    /** All datasets that the caller may see. */
    public record Page(List<DatasetView> items) {}
}
