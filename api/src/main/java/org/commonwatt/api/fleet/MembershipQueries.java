package org.commonwatt.api.fleet;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.account.Caller;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.node.Capability;

@Repository
class MembershipQueries {

    private final JdbcClient sql;

    MembershipQueries(JdbcClient sql) {
        this.sql = sql;
    }

    void addCode(byte[] hash, UUID accountId, Instant now, Instant expiresAt) {
        sql.sql("""
                insert into joining_code (code_hash, account_id, created_at, expires_at)
                values (:hash, :account, :now, :expires)
                """)
                .param("hash", hash)
                .param("account", accountId)
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(expiresAt))
                .update();
    }

    /** The account of a code that may still be used. Whoever comes second waits here and then finds it used. */
    Optional<UUID> lockUsableCode(byte[] hash, Instant now) {
        return sql.sql("""
                        select account_id from joining_code
                        where code_hash = :hash and node_id is null and expires_at > :now
                        for update
                        """)
                .param("hash", hash)
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .optional();
    }

    void useCode(byte[] hash, UUID nodeId) {
        sql.sql("update joining_code set node_id = :node where code_hash = :hash")
                .param("node", nodeId)
                .param("hash", hash)
                .update();
    }

    void addNode(UUID id, UUID accountId, String name, byte[] tokenHash, Instant now) {
        sql.sql("""
                insert into node (id, account_id, name, token_hash, joined_at)
                values (:id, :account, :name, :token, :now)
                """)
                .param("id", id)
                .param("account", accountId)
                .param("name", name)
                .param("token", tokenHash)
                .param("now", Timestamp.from(now))
                .update();
    }

    void addPresence(UUID nodeId, Capability capability, Instant now) {
        sql.sql("""
                insert into node_presence (node_id, capability, last_seen_at)
                values (:node, cast(:capability as jsonb), :now)
                """)
                .param("node", nodeId)
                .param("capability", Json.mapper().writeValueAsString(capability))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Whether there is such a node that the account may remove; one that is removed already stays as it is. */
    boolean remove(UUID nodeId, UUID accountId, boolean any, Instant now) {
        return sql.sql("""
                        update node set removed_at = coalesce(removed_at, :now)
                        where id = :node and (account_id = :account or :any)
                        """)
                        .param("now", Timestamp.from(now))
                        .param("node", nodeId)
                        .param("account", accountId)
                        .param("any", any)
                        .update()
                == 1;
    }

    Optional<Caller> nodeByToken(byte[] tokenHash) {
        return sql.sql("select id, account_id from node where token_hash = :hash and removed_at is null")
                .param("hash", tokenHash)
                .query((row, number) ->
                        Caller.node(row.getObject("account_id", UUID.class), row.getObject("id", UUID.class)))
                .optional();
    }
}
