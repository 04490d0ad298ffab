package org.commonwatt.api.lease;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import org.commonwatt.api.lease.ClaimQueries.GrantRow;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetManifests;
import org.commonwatt.protocol.lease.LeaseGrant;

/** Leases as their holders see them. */
@Component
class Grants {

    private final ClaimQueries queries;
    private final LeaseSettings settings;

    Grants(ClaimQueries queries, LeaseSettings settings) {
        this.queries = queries;
        this.settings = settings;
    }

    /** The lease that an earlier request with this key was granted, while it lives. */
    Optional<LeaseGrant> earlier(UUID nodeId, String key) {
        return queries.granted(nodeId, key).map(this::of);
    }

    LeaseGrant of(UUID leaseId) {
        GrantRow row = queries.grant(leaseId);
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
                manifest(row.manifest()),
                row.memoryBytes(),
                base(row.base(), spec),
                row.checkpoint());
    }

    private static LeaseGrant.@Nullable BaseFile base(ClaimQueries.@Nullable StoredBase base, JsonNode spec) {
        return base == null
                ? null
                : new LeaseGrant.BaseFile(
                        spec.at("/model/from").asString(), base.sha256().toString(), base.size());
    }

    private static DatasetManifest manifest(String json) {
        try {
            return DatasetManifests.fromJson(Json.mapper().readTree(json));
        } catch (Rejected e) {
            throw new IllegalStateException("a manifest that was published is not readable any more", e);
        }
    }
}
