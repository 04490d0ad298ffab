package org.commonwatt.api.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.protocol.lease.LeaseGrant;

/** What a holder has to know of its lease. */
@Repository
class GrantQueries {

    /** A lease as its holder has to know it. */
    record Held(UUID id, UUID taskId, UUID jobId, long epoch, Instant expiresAt) {}

    private final JdbcClient sql;

    GrantQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /** The lease that an earlier request with this key was granted, while it lives. */
    Optional<Held> granted(UUID nodeId, String key) {
        return sql.sql("""
                        select id, task_id, job_id, epoch, expires_at from lease
                        where node_id = :node and claim_key = :key and lapsed is distinct from true
                        """)
                .param("node", nodeId)
                .param("key", key)
                .query((row, number) -> new Held(
                        row.getObject("id", UUID.class),
                        row.getObject("task_id", UUID.class),
                        row.getObject("job_id", UUID.class),
                        row.getLong("epoch"),
                        row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    /** The last checkpoint of each of these tasks that has one which is sound. */
    Map<UUID, LeaseGrant.CheckpointRef> lastCheckpoints(List<UUID> taskIds) {
        Map<UUID, LeaseGrant.CheckpointRef> last = new HashMap<>();
        sql.sql("""
                        select task.id, last.step, last.sha256, last.size
                        from unnest(cast(:tasks as uuid[])) as task (id)
                        cross join lateral (
                            select checkpoint.step, checkpoint.sha256, artifact.size
                            from checkpoint join artifact on artifact.sha256 = checkpoint.sha256
                            where checkpoint.task_id = task.id and artifact.damaged_at is null
                            order by checkpoint.step desc limit 1
                        ) last
                        """).param("tasks", taskIds.toArray(UUID[]::new)).query(row -> {
            last.put(row.getObject("id", UUID.class), checkpoint(row));
        });
        return last;
    }

    /** The manifest of a published dataset, as JSON. */
    String manifest(UUID datasetId) {
        return sql.sql("select manifest from dataset_version where id = :id")
                .param("id", datasetId)
                .query(String.class)
                .single();
    }

    private static LeaseGrant.CheckpointRef checkpoint(ResultSet row) throws SQLException {
        return new LeaseGrant.CheckpointRef(
                row.getLong("step"), Sha256.of(row.getBytes("sha256")).toString(), row.getLong("size"));
    }
}
