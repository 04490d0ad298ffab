package org.commonwatt.api.lease;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.artifact.Sha256;

@Repository
class NodeArtifactQueries {

    private final JdbcClient sql;

    NodeArtifactQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /** Whether one of the node's leases is for a job whose dataset has the file or that begins with it, or for a task with the checkpoint. */
    boolean isNeeded(Sha256 artifact, UUID nodeId) {
        return sql.sql("""
                        select exists (
                            select from lease
                            join job on job.id = lease.job_id
                            join dataset_file file on file.dataset_id = job.dataset_id
                            where lease.node_id = :node and file.sha256 = :artifact
                            union all
                            select from lease
                            join job on job.id = lease.job_id
                            where lease.node_id = :node and job.base_sha256 = :artifact
                            union all
                            select from lease
                            join checkpoint on checkpoint.task_id = lease.task_id
                            where lease.node_id = :node and checkpoint.sha256 = :artifact)
                        """)
                .param("node", nodeId)
                .param("artifact", artifact.bytes())
                .query(Boolean.class)
                .single();
    }

    boolean holdsLease(UUID nodeId) {
        return sql.sql("select exists (select from lease where node_id = :node)")
                .param("node", nodeId)
                .query(Boolean.class)
                .single();
    }
}
