package org.commonwatt.api.artifact;

import java.nio.ByteBuffer;
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

    /**
     * Makes everybody else wait who wants to publish or remove bytes of this hash, at any replica, until the transaction
     * ends. It is what keeps rows and bytes together: bytes of a row are never removed, and a row never comes without
     * its bytes.
     */
    void lock(Sha256 artifact) {
        jdbc.sql("select pg_advisory_xact_lock(:key)")
                .param("key", ByteBuffer.wrap(artifact.bytes()).getLong())
                .query(rows -> {});
    }

    /** Notes that the bytes are there and whole; to be called under the lock. Whether they were not there before. */
    boolean publish(Sha256 artifact, long size, Instant now) {
        jdbc.sql("delete from artifact_garbage where sha256 = :sha256")
                .param("sha256", artifact.bytes())
                .update();
        return jdbc.sql("""
                        insert into artifact (sha256, size, created_at, touched_at) values (:sha256, :size, :now, :now)
                        on conflict (sha256) do update set touched_at = excluded.touched_at, damaged_at = null
                        returning (xmax = 0) as fresh
                        """)
                .param("sha256", artifact.bytes())
                .param("size", size)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Keeps whole bytes from being collected soon; false where there are none. */
    boolean touch(Sha256 artifact, Instant now) {
        return jdbc.sql("update artifact set touched_at = :now where sha256 = :sha256 and damaged_at is null")
                        .param("sha256", artifact.bytes())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Whether it is known and was not noted before. */
    boolean noteDamage(Sha256 artifact, Instant now) {
        return jdbc.sql("update artifact set damaged_at = :now where sha256 = :sha256 and damaged_at is null")
                        .param("sha256", artifact.bytes())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
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

    /** Whether the account owns whole bytes; until the transaction ends they stay. */
    boolean holdOwned(Sha256 artifact, UUID accountId) {
        return hold(artifact, "artifact_owner who on who.account_id = :id", accountId);
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

    /** Whether the node brought these bytes and they are whole; until the transaction ends they stay. */
    boolean holdBrought(Sha256 artifact, UUID nodeId) {
        return hold(artifact, "artifact_upload who on who.node_id = :id", nodeId);
    }

    private boolean hold(Sha256 artifact, String joined, UUID id) {
        return !jdbc.sql("""
                        select artifact.size from artifact join %s and who.sha256 = artifact.sha256
                        where artifact.sha256 = :sha256 and artifact.damaged_at is null
                        for key share of artifact
                        """.formatted(joined))
                .param("sha256", artifact.bytes())
                .param("id", id)
                .query(Long.class)
                .list()
                .isEmpty();
    }

    OptionalLong size(Sha256 artifact) {
        // Not by stream(): a stream that is not read to its end keeps its connection.
        return jdbc.sql("select size from artifact where sha256 = :sha256")
                .param("sha256", artifact.bytes())
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }
}
