package org.commonwatt.api.artifact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.artifact.ArtifactStore.Part;

/** The statements on uploads that may go on. Each is whole by itself, so that none needs a transaction around it. */
@Repository
class UploadQueries {

    /**
     * An upload that is not finished.
     *
     * @param size bytes that there will be
     * @param received bytes that are here
     */
    record Open(UUID id, Sha256 name, long size, long received, Instant expiresAt) {

        Open at(long reached) {
            return new Open(id, name, size, reached, expiresAt);
        }
    }

    private static final String THE_CALLERS =
            " account_id = :account and node_id is not distinct from cast(:node as uuid) and sha256 = :sha256 ";

    private final JdbcClient jdbc;

    UploadQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes an upload where the caller has none of these bytes. */
    Open begin(Caller caller, Sha256 name, long size, Instant now, Instant expiresAt) {
        return of(caller, name, """
                        insert into upload (id, sha256, size, account_id, node_id, created_at, expires_at)
                        values (gen_random_uuid(), :sha256, :size, :account, :node, :now, :expires)
                        on conflict (account_id, node_id, sha256) do update set expires_at = excluded.expires_at
                        returning id, sha256, size, received, expires_at
                        """)
                .param("size", size)
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(expiresAt))
                .query(UploadQueries::open)
                .single();
    }

    Optional<Open> find(Caller caller, Sha256 name) {
        return of(caller, name, "select id, sha256, size, received, expires_at from upload where" + THE_CALLERS)
                .query(UploadQueries::open)
                .optional();
    }

    /** How many the caller has of other bytes than these, which another request may just have begun. */
    int unfinishedOthers(Caller caller, Sha256 name) {
        return of(caller, name, """
                        select count(*) from upload
                        where account_id = :account and node_id is not distinct from cast(:node as uuid)
                          and sha256 <> :sha256
                        """).query(Integer.class).single();
    }

    /** Makes a request the upload's writer, if it goes on where the upload does. From then on no earlier writer counts. */
    Optional<Open> takeOver(Caller caller, Sha256 name, long offset, UUID writer, Instant expiresAt) {
        return of(caller, name, """
                        with taken as (
                            update upload set writer = :writer, expires_at = :expires
                            where %s and received = :offset
                            returning id, sha256, size, received, expires_at
                        ), part as (
                            insert into upload_part (id, upload_id, start) select :writer, id, received from taken
                        )
                        select * from taken
                        """.formatted(THE_CALLERS))
                .param("offset", offset)
                .param("writer", writer)
                .param("expires", Timestamp.from(expiresAt))
                .query(UploadQueries::open)
                .optional();
    }

    /** Notes how long the writer's part is by now; false when another request is the writer, or the upload is gone. */
    boolean reached(Open upload, UUID writer, long length, Instant expiresAt) {
        return jdbc.sql("""
                        with kept as (
                            update upload set received = :start + :length, expires_at = :expires
                            where id = :upload and writer = :writer
                            returning id
                        )
                        update upload_part part set length = :length from kept where part.id = :writer
                        """)
                        .param("upload", upload.id())
                        .param("writer", writer)
                        .param("start", upload.received())
                        .param("length", length)
                        .param("expires", Timestamp.from(expiresAt))
                        .update()
                == 1;
    }

    Optional<Long> received(UUID upload) {
        return jdbc.sql("select received from upload where id = :upload")
                .param("upload", upload)
                .query(Long.class)
                .optional();
    }

    /** What counts of an upload, in order. */
    List<Part> parts(UUID upload) {
        return jdbc.sql("""
                        select id, length from upload_part where upload_id = :upload and length > 0 order by start
                        """)
                .param("upload", upload)
                .query((row, number) -> new Part(row.getObject("id", UUID.class), row.getLong("length")))
                .list();
    }

    /** Ends an upload, if this request is its writer. */
    boolean removeWrittenBy(UUID writer, UUID upload) {
        return jdbc.sql("delete from upload where id = :upload and writer = :writer")
                        .param("upload", upload)
                        .param("writer", writer)
                        .update()
                == 1;
    }

    /** Ends the caller's upload; answers with its parts. */
    List<UUID> remove(Caller caller, Sha256 name) {
        return of(caller, name, """
                        with gone as (delete from upload where %s returning id)
                        select part.id from upload_part part join gone on gone.id = part.upload_id
                        """.formatted(THE_CALLERS)).query(UUID.class).list();
    }

    /** Ends uploads for which nothing came for too long; answers with their parts. */
    List<UUID> removeExpired(Instant now) {
        return jdbc.sql("""
                        with gone as (delete from upload where expires_at < :now returning id)
                        select part.id from upload_part part join gone on gone.id = part.upload_id
                        """).param("now", Timestamp.from(now)).query(UUID.class).list();
    }

    /** Those of some parts that belong to an upload. */
    List<UUID> known(List<UUID> parts) {
        return jdbc.sql("select id from upload_part where id = any(:parts)")
                .param("parts", parts.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    private StatementSpec of(Caller caller, Sha256 name, String sql) {
        return jdbc.sql(sql)
                .param("account", caller.accountId())
                .param("node", caller.nodeId())
                .param("sha256", name.bytes());
    }

    private static Open open(ResultSet row, int number) throws SQLException {
        return new Open(
                row.getObject("id", UUID.class),
                Sha256.of(row.getBytes("sha256")),
                row.getLong("size"),
                row.getLong("received"),
                row.getTimestamp("expires_at").toInstant());
    }
}
