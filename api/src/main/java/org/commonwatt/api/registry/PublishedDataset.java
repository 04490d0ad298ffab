package org.commonwatt.api.registry;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetView;

/**
 * A dataset version as stored.
 *
 * @param sha256 SHA-256 of the canonical manifest
 * @param bytes size of all its files
 */
record PublishedDataset(UUID id, DatasetManifest manifest, Sha256 sha256, long bytes, Instant publishedAt) {

    String ref() {
        return manifest.name() + "@" + manifest.version();
    }

    /** The artifacts that hold its files, each once. */
    Set<Sha256> files() {
        Set<Sha256> files = new LinkedHashSet<>();
        manifest.splits().values().forEach(split -> split.files().stream()
                .map(DatasetFile::sha256)
                .map(hash -> Sha256.parse(Objects.requireNonNull(hash)))
                .forEach(files::add));
        return files;
    }

    DatasetVersion version() {
        return new DatasetVersion(id, manifest, bytes);
    }

    DatasetView view() {
        return new DatasetView(ref(), sha256.toString(), bytes, publishedAt, manifest);
    }
}
