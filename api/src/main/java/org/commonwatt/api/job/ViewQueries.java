package org.commonwatt.api.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.job.Progress;
import org.commonwatt.protocol.job.TimingView;

/** The statements that read jobs as people see them, all but their energy. */
@Repository
class ViewQueries {

    private static final String SELECT = """
            select job.id, job.name, state, reason, attempts, job.created_at, started_at, finished_at,
                   failure_kind, failure_message, evaluation,
                   dataset_version.name as dataset_name, dataset_version.version as dataset_version,
                   node.id as node_id, node.name as node_name,
                   artifact.sha256 as model_sha256, artifact.size as model_size,
                   job_progress.job_id is not null as has_progress,
                   step, total_steps, epoch, total_epochs, samples_per_second, loss, accuracy, at,
                   task_timing.decision
            from job
            join job_state on job_state.job_id = job.id
            join dataset_version on dataset_version.id = job.dataset_id
            left join job_progress on job_progress.job_id = job.id
            left join node on node.id = job_state.node_id
            left join artifact on artifact.sha256 = job_state.model_sha256
            left join task_timing on task_timing.job_id = job.id
            """;

    private static final TypeReference<Map<String, Double>> EVALUATION = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ViewQueries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<JobView> find(UUID accountId, UUID jobId) {
        return jdbc.sql(SELECT + "where job.id = :id and job.account_id = :account")
                .param("id", jobId)
                .param("account", accountId)
                .query((row, n) -> view(row))
                .optional();
    }

    List<JobView> list(UUID accountId, JobFilter filter) {
        return jdbc.sql(SELECT + """
                                where job.account_id = :account
                                  and (cardinality(:states) = 0 or state = any (:states))
                                  and (:name::text is null or position(lower(:name::text) in job.name) > 0)
                                  and (:before::uuid is null or job.id < :before::uuid)
                                order by job.id desc
                                limit :limit
                                """)
                .param("account", accountId)
                .param("states", filter.states().stream().map(JobState::name).toArray(String[]::new))
                .param("name", filter.name())
                .param("before", filter.before())
                .param("limit", filter.limit())
                .query((row, n) -> view(row))
                .list();
    }

    private JobView view(ResultSet row) throws SQLException {
        return new JobView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                JobState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("dataset_name") + "@" + row.getInt("dataset_version"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("finished_at")),
                row.getInt("attempts"),
                progress(row),
                node(row),
                json.readValue(row.getString("evaluation"), EVALUATION),
                model(row),
                null,
                failure(row),
                timing(row));
    }

    /** The decision is told for as long as it matters. */
    private @Nullable TimingView timing(ResultSet row) throws SQLException {
        String decision = row.getString("decision");
        boolean ended = row.getTimestamp("finished_at") != null;
        return decision == null || ended ? null : json.readValue(decision, TimingView.class);
    }

    private static @Nullable Progress progress(ResultSet row) throws SQLException {
        if (!row.getBoolean("has_progress")) {
            return null;
        }
        return new Progress(
                row.getLong("step"),
                row.getLong("total_steps"),
                row.getDouble("epoch"),
                row.getInt("total_epochs"),
                row.getObject("samples_per_second", Double.class),
                row.getObject("loss", Double.class),
                row.getObject("accuracy", Double.class),
                row.getTimestamp("at").toInstant());
    }

    private static JobView.@Nullable NodeRef node(ResultSet row) throws SQLException {
        UUID id = row.getObject("node_id", UUID.class);
        return id == null ? null : new JobView.NodeRef(id, row.getString("node_name"));
    }

    private static JobView.@Nullable ModelRef model(ResultSet row) throws SQLException {
        byte[] sha256 = row.getBytes("model_sha256");
        return sha256 == null ? null : new JobView.ModelRef(Sha256.of(sha256).toString(), row.getLong("model_size"));
    }

    private static JobView.@Nullable Failure failure(ResultSet row) throws SQLException {
        String kind = row.getString("failure_kind");
        return kind == null ? null : new JobView.Failure(FailureKind.valueOf(kind), row.getString("failure_message"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
