package org.commonwatt.api.account;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The statements on accounts, keys and sessions. */
@Repository
class AccountQueries {

    private final JdbcClient jdbc;

    AccountQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean anyAccount() {
        return jdbc.sql("select exists (select from account)")
                .query(Boolean.class)
                .single();
    }

    /** One start at a time may look for the first account and make it; held to the end of the transaction. */
    void lockFirstStart() {
        jdbc.sql("select pg_advisory_xact_lock(4851234567)").query(rows -> {});
    }

    void insertAccount(UUID id, String name, Instant now) {
        jdbc.sql("insert into account (id, name, created_at) values (:id, :name, :now)")
                .param("id", id)
                .param("name", name)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    String accountName(UUID id) {
        return jdbc.sql("select name from account where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    void insertKey(AccessKey key) {
        jdbc.sql("""
                        insert into access_key (id, account_id, label, prefix, secret_hash, scopes, created_at)
                        values (:id, :account, :label, :prefix, :hash, :scopes, :now)
                        """)
                .param("id", key.id())
                .param("account", key.accountId())
                .param("label", key.label())
                .param("prefix", key.prefix())
                .param("hash", key.secretHash())
                .param("scopes", key.scopes().stream().map(Scope::written).toArray(String[]::new))
                .param("now", key.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<AccessKey> keyByPrefix(String prefix) {
        return jdbc.sql("select * from access_key where prefix = :prefix and revoked_at is null")
                .param("prefix", prefix)
                .query((row, n) -> key(row))
                .optional();
    }

    List<AccessKey> keysOf(UUID accountId) {
        return jdbc.sql("select * from access_key where account_id = :account and revoked_at is null order by id")
                .param("account", accountId)
                .query((row, n) -> key(row))
                .list();
    }

    boolean revokeKey(UUID id, UUID accountId, Instant now) {
        return jdbc.sql("""
                                update access_key set revoked_at = :now
                                where id = :id and account_id = :account and revoked_at is null
                                """)
                        .param("id", id)
                        .param("account", accountId)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void insertSession(byte[] tokenHash, UUID keyId, String csrfToken, Instant now, Instant expiresAt) {
        jdbc.sql("""
                        insert into browser_session (token_hash, key_id, csrf_token, created_at, expires_at)
                        values (:hash, :key, :csrf, :now, :expires)
                        """)
                .param("hash", tokenHash)
                .param("key", keyId)
                .param("csrf", csrfToken)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<BrowserSession> session(byte[] tokenHash, Instant now) {
        return jdbc.sql("""
                        select account_id, scopes, csrf_token
                        from browser_session
                        join access_key on access_key.id = key_id
                        where token_hash = :hash and expires_at > :now and revoked_at is null
                        """)
                .param("hash", tokenHash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new BrowserSession(
                        new Caller(
                                row.getObject("account_id", UUID.class),
                                Caller.Kind.SESSION,
                                null,
                                scopes(row.getArray("scopes"))),
                        row.getString("csrf_token")))
                .optional();
    }

    void deleteSession(byte[] tokenHash) {
        jdbc.sql("delete from browser_session where token_hash = :hash")
                .param("hash", tokenHash)
                .update();
    }

    void deleteEndedSessions(Instant now) {
        jdbc.sql("delete from browser_session where expires_at <= :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static AccessKey key(ResultSet row) throws SQLException {
        return new AccessKey(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("label"),
                row.getString("prefix"),
                row.getBytes("secret_hash"),
                scopes(row.getArray("scopes")),
                row.getTimestamp("created_at").toInstant());
    }

    private static Set<Scope> scopes(Array written) throws SQLException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream((String[]) written.getArray())
                .map(name -> Scope.valueOf(name.toUpperCase(Locale.ROOT)))
                .forEach(scopes::add);
        return scopes;
    }
}
