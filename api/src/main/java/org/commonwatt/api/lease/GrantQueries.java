package org.commonwatt.api.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.protocol.lease.LeaseGrant;

/** What a holder has to know of its lease. */
@Repository
class GrantQueries {

    /** The file of the trained model that a job begins with. */
    record StoredBase(Sha256 sha256, long size) {}

    /** All that a worker needs, but for the manifest of the dataset; the spec is JSON. */
    record GrantRow(
            UUID id,
            UUID taskId,
            UUID jobId,
            String jobName,
            long epoch,
            Instant expiresAt,
            String spec,
            UUID datasetId,
            long memoryBytes,
            @Nullable StoredBase base,
            LeaseGrant.@Nullable CheckpointRef checkpoint) {}

    private final JdbcClient sql;

    GrantQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /** The lease that an earlier request with this key was granted, while it lives. */
    Optional<UUID> granted(UUID nodeId, String key) {
        return sql.sql(
                        "select id from lease where node_id = :node and claim_key = :key and lapsed is distinct from true")
                .param("node", nodeId)
                .param("key", key)
                .query(UUID.class)
                .optional();
    }

    /** Leases that are there, in no order. */
    List<GrantRow> of(List<UUID> leaseIds) {
        return sql.sql("""
                        select lease.id, lease.task_id, lease.job_id, job.name, lease.epoch, lease.expires_at,
                               job.spec, job.dataset_id, job.memory_bytes,
                               base.sha256 as base_sha256, base.size as base_size,
                               last.step as checkpoint_step, last.sha256 as checkpoint_sha256,
                               last.size as checkpoint_size
                        from lease
                        join job on job.id = lease.job_id
                        left join artifact base on base.sha256 = job.base_sha256
                        left join lateral (
                            select checkpoint.step, checkpoint.sha256, artifact.size
                            from checkpoint join artifact on artifact.sha256 = checkpoint.sha256
                            where checkpoint.task_id = lease.task_id and artifact.damaged_at is null
                            order by checkpoint.step desc limit 1
                        ) last on true
                        where lease.id = any (cast(:leases as uuid[]))
                        """)
                .param("leases", leaseIds.toArray(UUID[]::new))
                .query(GrantQueries::grant)
                .list();
    }

    /** The manifest of a published dataset, as JSON. */
    String manifest(UUID datasetId) {
        return sql.sql("select manifest from dataset_version where id = :id")
                .param("id", datasetId)
                .query(String.class)
                .single();
    }

    private static GrantRow grant(ResultSet row, int number) throws SQLException {
        return new GrantRow(
                row.getObject("id", UUID.class),
                row.getObject("task_id", UUID.class),
                row.getObject("job_id", UUID.class),
                row.getString("name"),
                row.getLong("epoch"),
                row.getTimestamp("expires_at").toInstant(),
                row.getString("spec"),
                row.getObject("dataset_id", UUID.class),
                row.getLong("memory_bytes"),
                base(row),
                checkpoint(row));
    }

    private static @Nullable StoredBase base(ResultSet row) throws SQLException {
        byte[] sha256 = row.getBytes("base_sha256");
        return sha256 == null ? null : new StoredBase(Sha256.of(sha256), row.getLong("base_size"));
    }

    private static LeaseGrant.@Nullable CheckpointRef checkpoint(ResultSet row) throws SQLException {
        byte[] sha256 = row.getBytes("checkpoint_sha256");
        return sha256 == null
                ? null
                : new LeaseGrant.CheckpointRef(
                        row.getLong("checkpoint_step"), Sha256.of(sha256).toString(), row.getLong("checkpoint_size"));
    }
}
