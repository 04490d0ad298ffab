package org.commonwatt.api.job;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.artifact.Sha256;

/** The statements on requests that may be repeated. */
@Repository
class IdempotencyQueries {

    private final JdbcClient jdbc;

    IdempotencyQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An earlier request with the same key: what it was, and what it made. */
    record Earlier(Sha256 request, UUID resourceId) {}

    Optional<Earlier> earlier(IdempotencyKey key) {
        return jdbc.sql("""
                        select request_hash, resource_id from idempotent_request
                        where account_id = :account and key = :key
                        """)
                .param("account", key.accountId())
                .param("key", key.text())
                .query((row, n) ->
                        new Earlier(Sha256.of(row.getBytes("request_hash")), row.getObject("resource_id", UUID.class)))
                .optional();
    }

    /** Takes the key; false when it is taken. Waits for another transaction that is about to take it. */
    boolean take(IdempotencyKey key, UUID resourceId, Instant now) {
        return jdbc.sql("""
                                insert into idempotent_request (account_id, key, request_hash, resource_id, created_at)
                                values (:account, :key, :hash, :resource, :now)
                                on conflict do nothing
                                """)
                        .param("account", key.accountId())
                        .param("key", key.text())
                        .param("hash", key.request().bytes())
                        .param("resource", resourceId)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
