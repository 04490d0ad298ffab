package org.commonwatt.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.worker.client.ContentCache;
import org.commonwatt.worker.client.ServiceException;

/**
 * What a trainer reads.
 *
 * @param files where each file of the dataset lies, by its path in the manifest, and the base's, by the spec's reference
 * @param checkpoint the checkpoint to resume from, or null
 */
record Inputs(Map<String, Path> files, @Nullable Path checkpoint) {

    /** A lease outlives a long absence of the service, so fetching does too. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    /** Brings everything into the run's folder, each file under its hash. */
    static Inputs fetch(LeaseGrant grant, RunFolder folder, ContentCache cache)
            throws ServiceException, IOException, InterruptedException {
        Map<String, Path> files = new LinkedHashMap<>();
        for (DatasetSplit split : grant.dataset().splits().values()) {
            for (DatasetFile file : split.files()) {
                String sha256 = Objects.requireNonNull(file.sha256(), "a published file's hash");
                Path target = folder.inputs().resolve(sha256);
                cache.provide(sha256, Objects.requireNonNull(file.size(), "a published file's size"), target, PATIENCE);
                files.put(file.path(), target);
            }
        }
        LeaseGrant.BaseFile base = grant.base();
        if (base != null) {
            Path target = folder.inputs().resolve(base.sha256());
            cache.provide(base.sha256(), base.size(), target, PATIENCE);
            files.put(base.reference(), target);
        }
        LeaseGrant.CheckpointRef from = grant.checkpoint();
        RunFolder.Kept kept = folder.newestKept().orElse(null);
        if (kept != null && (from == null || kept.step() > from.step())) {
            Path target = folder.inputs().resolve("kept-" + kept.step());
            if (!Files.exists(target)) {
                Files.createLink(target, kept.file());
            }
            return new Inputs(files, target);
        }
        if (from == null) {
            return new Inputs(files, null);
        }
        Path checkpoint = folder.inputs().resolve(from.sha256());
        cache.provide(from.sha256(), from.size(), checkpoint, PATIENCE);
        return new Inputs(files, checkpoint);
    }
}
