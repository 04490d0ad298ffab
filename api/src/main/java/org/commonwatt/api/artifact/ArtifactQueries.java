package org.commonwatt.api.artifact;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.artifact.Artifacts.Grant;

/** The statements on artifacts and who may use them. */
@Repository
class ArtifactQueries {

    private final JdbcClient jdbc;

    ArtifactQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Sha256 artifact, long size, Instant now) {
        jdbc.sql("""
                        insert into artifact (sha256, size, created_at) values (:sha256, :size, :now)
                        on conflict do nothing
                        """)
                .param("sha256", artifact.bytes())
                .param("size", size)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether the account could not use it before. */
    boolean grant(Sha256 artifact, UUID accountId, Instant now) {
        return jdbc.sql("""
                                insert into artifact_owner (sha256, account_id, created_at)
                                values (:sha256, :account, :now)
                                on conflict do nothing
                                """)
                        .param("sha256", artifact.bytes())
                        .param("account", accountId)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** In an order, so that two who grant the same at once wait for each other and never in a circle. */
    void grant(List<Grant> grants, Instant now) {
        jdbc.sql("""
                insert into artifact_owner (sha256, account_id, created_at)
                select sha256, account_id, :now
                from unnest(cast(:artifacts as bytea[]), cast(:accounts as uuid[])) as granted (sha256, account_id)
                order by sha256, account_id
                on conflict do nothing
                """)
                .param(
                        "artifacts",
                        grants.stream().map(grant -> grant.artifact().bytes()).toArray(byte[][]::new))
                .param("accounts", grants.stream().map(Grant::accountId).toArray(UUID[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean owns(Sha256 artifact, UUID accountId) {
        return jdbc.sql("""
                        select exists (
                            select from artifact_owner where sha256 = :sha256 and account_id = :account)
                        """)
                .param("sha256", artifact.bytes())
                .param("account", accountId)
                .query(Boolean.class)
                .single();
    }

    void noteUpload(Sha256 artifact, UUID nodeId, Instant now) {
        jdbc.sql("""
                        insert into artifact_upload (sha256, node_id, created_at) values (:sha256, :node, :now)
                        on conflict do nothing
                        """)
                .param("sha256", artifact.bytes())
                .param("node", nodeId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean uploadedBy(Sha256 artifact, UUID nodeId) {
        return jdbc.sql("select exists (select from artifact_upload where sha256 = :sha256 and node_id = :node)")
                .param("sha256", artifact.bytes())
                .param("node", nodeId)
                .query(Boolean.class)
                .single();
    }

    OptionalLong size(Sha256 artifact) {
        return jdbc
                .sql("select size from artifact where sha256 = :sha256")
                .param("sha256", artifact.bytes())
                .query(Long.class)
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }
}
