package org.commonwatt.api.registry;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.artifact.Artifacts;
import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.api.id.Ids;
import org.commonwatt.api.problem.SpecRejected;
import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetManifests;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.dataset.DatasetView;
import org.commonwatt.protocol.spec.DatasetRef;

/** Publishes datasets and finds them. */
@Component
public class Registry implements Datasets {

    private static final Logger log = LoggerFactory.getLogger(Registry.class);

    private final RegistryQueries queries;
    private final Artifacts artifacts;
    private final Ids ids;
    private final Clock clock;

    Registry(RegistryQueries queries, Artifacts artifacts, Ids ids, Clock clock) {
        this.queries = queries;
        this.artifacts = artifacts;
        this.ids = ids;
        this.clock = clock;
    }

    /** What publishing led to: the version, and whether it was not there before. */
    public record Published(DatasetView view, boolean fresh) {}

    /**
     * Publishes a version. The same manifest again is answered with the version that there is.
     *
     * @throws SpecRejected when a file's hash or size is missing, or its bytes were not uploaded by the account
     * @throws DatasetTaken when name and version are published with another manifest
     */
    @Transactional
    public Published publish(DatasetManifest manifest, UUID accountId) {
        requireUploaded(manifest, accountId);
        PublishedDataset fresh = new PublishedDataset(
                ids.next(),
                manifest,
                Sha256.parse(DatasetManifests.sha256(manifest)),
                bytes(manifest),
                clock.instant());
        if (queries.insert(fresh, accountId)) {
            log.info("Dataset {} published by account {} ({} bytes)", fresh.ref(), accountId, fresh.bytes());
            return new Published(fresh.view(), true);
        }
        PublishedDataset there =
                queries.named(accountId, manifest.name(), manifest.version()).orElseThrow();
        if (!there.sha256().equals(fresh.sha256())) {
            throw new DatasetTaken(fresh.ref());
        }
        return new Published(there.view(), false);
    }

    /** All versions of an account. */
    public List<DatasetView> all(UUID accountId) {
        return queries.all(accountId).stream().map(PublishedDataset::view).toList();
    }

    /** One version of an account. */
    public Optional<DatasetView> find(UUID accountId, String name, int version) {
        return queries.named(accountId, name, version).map(PublishedDataset::view);
    }

    @Override
    public DatasetVersion require(DatasetRef ref, UUID accountId) {
        return switch (ref) {
            case DatasetRef.Named named ->
                queries.named(accountId, named.name(), named.version())
                        .orElseThrow(() -> DatasetNotFound.unknown(ref))
                        .version();
            case DatasetRef.ByHash hashed ->
                queries.hashed(accountId, Sha256.parse(hashed.sha256()))
                        .orElseThrow(() -> DatasetNotFound.unknown(ref))
                        .version();
            case DatasetRef.Local local -> throw DatasetNotFound.local(local);
        };
    }

    private void requireUploaded(DatasetManifest manifest, UUID accountId) {
        try {
            DatasetManifests.requirePublished(manifest);
            List<Violation> missing = new ArrayList<>();
            for (Map.Entry<String, DatasetSplit> split : manifest.splits().entrySet()) {
                List<DatasetFile> files = split.getValue().files();
                for (int i = 0; i < files.size(); i++) {
                    String pointer = "/splits/" + split.getKey() + "/files/" + i;
                    fault(files.get(i), accountId)
                            .ifPresent(fault -> missing.add(new Violation(pointer, fault, null, null, null)));
                }
            }
            if (!missing.isEmpty()) {
                throw new Rejected(missing);
            }
        } catch (Rejected e) {
            throw new SpecRejected(e);
        }
    }

    private Optional<String> fault(DatasetFile file, UUID accountId) {
        Sha256 hash = Sha256.parse(Objects.requireNonNull(file.sha256()));
        if (!artifacts.exists(hash, accountId)) {
            return Optional.of(
                    "the bytes of " + file.path() + " are not here: PUT /api/v1/artifacts/" + hash + " first");
        }
        OptionalLong size = artifacts.size(hash);
        return size.equals(OptionalLong.of(Objects.requireNonNull(file.size())))
                ? Optional.empty()
                : Optional.of(
                        "the stored bytes of " + file.path() + " number " + size.orElse(0) + ", not " + file.size());
    }

    private static long bytes(DatasetManifest manifest) {
        return manifest.splits().values().stream()
                .flatMap(split -> split.files().stream())
                .mapToLong(file -> Objects.requireNonNull(file.size()))
                .sum();
    }
}
