package org.commonwatt.api.lease;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.artifact.ArtifactAccess;
import org.commonwatt.api.artifact.Sha256;

/** A node reads what its leases need, and uploads while it holds one. */
@Component
class NodeArtifacts implements ArtifactAccess {

    private final JdbcClient sql;

    NodeArtifacts(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public boolean mayRead(Caller caller, Sha256 artifact) {
        UUID nodeId = caller.nodeId();
        return nodeId != null
                && sql.sql("""
                                select exists (
                                    select from lease
                                    join job on job.id = lease.job_id
                                    join dataset_file file on file.dataset_id = job.dataset_id
                                    where lease.node_id = :node and file.sha256 = :artifact
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

    @Override
    public boolean mayWrite(Caller caller) {
        UUID nodeId = caller.nodeId();
        return nodeId != null
                && sql.sql("select exists (select from lease where node_id = :node)")
                        .param("node", nodeId)
                        .query(Boolean.class)
                        .single();
    }
}
