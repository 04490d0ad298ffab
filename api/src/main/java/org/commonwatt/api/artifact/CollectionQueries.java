package org.commonwatt.api.artifact;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The statements that find and remove artifacts that nothing refers to. */
@Repository
class CollectionQueries {

    /**
     * Whether a row of {@code artifact} can go. Every table that refers to artifacts is named here; one that is forgotten
     * makes the collection fail at its foreign key, and a test.
     */
    private static final String UNWANTED = """
             artifact.touched_at < case
                 when exists (select from artifact_owner owner where owner.sha256 = artifact.sha256)
                 then cast(:unused as timestamptz) else cast(:uncommitted as timestamptz) end
             and not exists (select from dataset_file where dataset_file.sha256 = artifact.sha256)
             and not exists (select from checkpoint where checkpoint.sha256 = artifact.sha256)
             and not exists (select from job_state where job_state.model_sha256 = artifact.sha256)
             and not exists (select from job where job.base_sha256 = artifact.sha256)
            """;

    private final JdbcClient jdbc;
    private final ArtifactQueries artifacts;
    private final UploadQueries uploads;

    CollectionQueries(JdbcClient jdbc, ArtifactQueries artifacts, UploadQueries uploads) {
        this.jdbc = jdbc;
        this.artifacts = artifacts;
        this.uploads = uploads;
    }

    void lock(Sha256 artifact) {
        artifacts.lock(artifact);
    }

    List<UUID> removeExpired(Instant now) {
        return uploads.removeExpired(now);
    }

    List<UUID> known(List<UUID> parts) {
        return uploads.known(parts);
    }

    /** Artifacts that nothing refers to, and that nobody asked for since these moments. */
    List<Sha256> unwanted(Instant unused, Instant uncommitted, int most) {
        return times("select sha256 from artifact where" + UNWANTED + "limit :most", unused, uncommitted)
                .param("most", most)
                .query((row, number) -> Sha256.of(row.getBytes("sha256")))
                .list();
    }

    /**
     * Whether it still is such, once nobody else can begin to refer to it: whoever is about to has the row locked, is waited
     * for, and is seen by the second statement.
     */
    boolean holdUnwanted(Sha256 artifact, Instant unused, Instant uncommitted) {
        jdbc.sql("select size from artifact where sha256 = :sha256 for update")
                .param("sha256", artifact.bytes())
                .query(rows -> {});
        return times(
                        "select exists (select from artifact where sha256 = :sha256 and" + UNWANTED + ")",
                        unused,
                        uncommitted)
                .param("sha256", artifact.bytes())
                .query(Boolean.class)
                .single();
    }

    /** Forgets an artifact; its bytes are to be removed. */
    void toGarbage(Sha256 artifact) {
        for (String sql : List.of(
                "delete from artifact_owner where sha256 = :sha256",
                "delete from artifact_upload where sha256 = :sha256",
                "delete from artifact where sha256 = :sha256",
                "insert into artifact_garbage (sha256) values (:sha256) on conflict do nothing")) {
            jdbc.sql(sql).param("sha256", artifact.bytes()).update();
        }
    }

    /** Adds those of some hashes that no artifact has. */
    void addGarbage(List<Sha256> found) {
        jdbc.sql("""
                insert into artifact_garbage (sha256)
                select found.sha256 from unnest(cast(:found as bytea[])) as found (sha256)
                where not exists (select from artifact where artifact.sha256 = found.sha256)
                on conflict do nothing
                """)
                .param("found", found.stream().map(Sha256::bytes).toArray(byte[][]::new))
                .update();
    }

    List<Sha256> garbage(int most) {
        return jdbc.sql("select sha256 from artifact_garbage limit :most")
                .param("most", most)
                .query((row, number) -> Sha256.of(row.getBytes("sha256")))
                .list();
    }

    /** Takes a hash off the list; whether its bytes are to be removed now. Not so when somebody brought them again. */
    boolean removeGarbage(Sha256 artifact) {
        return jdbc.sql("""
                        with gone as (delete from artifact_garbage where sha256 = :sha256 returning sha256)
                        select count(*) from gone
                        where not exists (select from artifact where artifact.sha256 = gone.sha256)
                        """)
                        .param("sha256", artifact.bytes())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private StatementSpec times(String sql, Instant unused, Instant uncommitted) {
        return jdbc.sql(sql).param("unused", Timestamp.from(unused)).param("uncommitted", Timestamp.from(uncommitted));
    }
}
