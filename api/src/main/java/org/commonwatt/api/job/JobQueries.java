package org.commonwatt.api.job;

import java.sql.Types;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The statements on submissions, which never change. */
@Repository
class JobQueries {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JobQueries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(Submission submission) {
        Materials.Base base = submission.materials().base();
        jdbc.sql("""
                        insert into job (id, account_id, name, spec, spec_text, spec_media_type, dataset_id, base_sha256, work,
                                         memory_bytes, created_at, created_on)
                        values (:id, :account, :name, :spec::jsonb, :text, :mediaType, :dataset, :base, :work::jsonb,
                                :memory, :at, :on)
                        """)
                .param("id", submission.id())
                .param("account", submission.accountId())
                .param("name", submission.spec().name())
                .param("spec", json.writeValueAsString(submission.canonical()))
                .param("text", submission.document().text())
                .param("mediaType", submission.document().mediaType())
                .param("dataset", submission.materials().dataset().id())
                .param("base", base == null ? null : base.sha256().bytes(), Types.BINARY)
                .param("work", json.writeValueAsString(submission.work()))
                .param("memory", submission.memoryBytes())
                .param("at", submission.createdAt().atOffset(ZoneOffset.UTC))
                .param("on", submission.createdOn())
                .update();
    }

    UUID accountOf(UUID jobId) {
        return jdbc.sql("select account_id from job where id = :id")
                .param("id", jobId)
                .query(UUID.class)
                .single();
    }

    /** The day on which the job was created: what it reports, and what happens to it, lies in that day's partitions. */
    LocalDate dayOf(UUID jobId) {
        return jdbc.sql("select created_on from job where id = :id")
                .param("id", jobId)
                .query(LocalDate.class)
                .single();
    }

    boolean owns(UUID accountId, UUID jobId) {
        return jdbc.sql("select exists (select from job where id = :id and account_id = :account)")
                .param("id", jobId)
                .param("account", accountId)
                .query(Boolean.class)
                .single();
    }

    Optional<SpecText> spec(UUID accountId, UUID jobId) {
        return jdbc.sql("select spec_text, spec_media_type from job where id = :id and account_id = :account")
                .param("id", jobId)
                .param("account", accountId)
                .query((row, n) -> new SpecText(row.getString("spec_text"), row.getString("spec_media_type")))
                .optional();
    }
}
