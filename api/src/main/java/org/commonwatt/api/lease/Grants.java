package org.commonwatt.api.lease;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import org.commonwatt.api.lease.GrantQueries.GrantRow;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.lease.LeaseGrant;

/** Leases as their holders see them. */
@Component
class Grants {

    private final GrantQueries queries;
    private final Manifests manifests;
    private final LeaseSettings settings;

    Grants(GrantQueries queries, Manifests manifests, LeaseSettings settings) {
        this.queries = queries;
        this.manifests = manifests;
        this.settings = settings;
    }

    /** The lease that an earlier request with this key was granted, while it lives. */
    Optional<LeaseGrant> earlier(UUID nodeId, String key) {
        return queries.granted(nodeId, key).stream()
                .flatMap(lease -> queries.of(List.of(lease)).stream())
                .findFirst()
                .map(this::of);
    }

    LeaseGrant of(GrantRow row) {
        JsonNode spec = Json.mapper().readTree(row.spec());
        return new LeaseGrant(
                row.id(),
                row.taskId(),
                row.jobId(),
                row.jobName(),
                row.epoch(),
                row.expiresAt(),
                settings.time().toSeconds(),
                settings.grace().toSeconds(),
                spec,
                manifests.of(row.datasetId()),
                row.memoryBytes(),
                base(row.base(), spec),
                row.checkpoint());
    }

    private static LeaseGrant.@Nullable BaseFile base(GrantQueries.@Nullable StoredBase base, JsonNode spec) {
        return base == null
                ? null
                : new LeaseGrant.BaseFile(
                        spec.at("/model/from").asString(), base.sha256().toString(), base.size());
    }
}
