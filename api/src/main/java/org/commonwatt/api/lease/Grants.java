package org.commonwatt.api.lease;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import org.commonwatt.api.job.Assignment;
import org.commonwatt.api.job.AssignmentQueries;
import org.commonwatt.api.lease.GrantQueries.Held;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.lease.LeaseGrant;

/** Leases as their holders see them. */
@Component
class Grants {

    /**
     * A lease with what its holder needs for the work, but for the dataset's manifest.
     *
     * @param checkpoint where to go on, or null for the beginning
     */
    record Granted(Held lease, Assignment assignment, LeaseGrant.@Nullable CheckpointRef checkpoint) {}

    private final GrantQueries queries;
    private final AssignmentQueries assignments;
    private final Manifests manifests;
    private final LeaseSettings settings;

    Grants(GrantQueries queries, AssignmentQueries assignments, Manifests manifests, LeaseSettings settings) {
        this.queries = queries;
        this.assignments = assignments;
        this.manifests = manifests;
        this.settings = settings;
    }

    /** The lease that an earlier request with this key was granted, while it lives. */
    Optional<LeaseGrant> earlier(UUID nodeId, String key) {
        return queries.granted(nodeId, key)
                .map(lease -> new Granted(
                        lease,
                        assignments.of(lease.jobId()),
                        queries.lastCheckpoints(List.of(lease.taskId())).get(lease.taskId())))
                .map(this::of);
    }

    LeaseGrant of(Granted granted) {
        Held lease = granted.lease();
        Assignment assignment = granted.assignment();
        JsonNode spec = Json.mapper().readTree(assignment.spec());
        return new LeaseGrant(
                lease.id(),
                lease.taskId(),
                lease.jobId(),
                assignment.jobName(),
                lease.epoch(),
                lease.expiresAt(),
                settings.time().toSeconds(),
                settings.grace().toSeconds(),
                spec,
                manifests.of(assignment.datasetId()),
                assignment.memoryBytes(),
                base(assignment.base(), spec),
                granted.checkpoint());
    }

    private static LeaseGrant.@Nullable BaseFile base(Assignment.@Nullable Base base, JsonNode spec) {
        return base == null
                ? null
                : new LeaseGrant.BaseFile(
                        spec.at("/model/from").asString(), base.sha256().toString(), base.size());
    }
}
