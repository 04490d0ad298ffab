package org.commonwatt.api.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lifecycle.JobTransition;

/**
 * The transitions that every life of a job goes through, for many jobs in one statement, with their entries in the jobs' logs.
 * The answer names the jobs that moved; one that does not stand where the table lets the transition begin is left as it is and
 * is not named.
 */
@Repository
class MoveQueries {

    /** A job's transition with its entry for the log, as JSON. */
    record Move<T>(T of, String event) {}

    /** How each update of the states ends: what it reads of the jobs, and the entries in their logs. */
    private static final String MOVED = """
                where job_state.job_id = asked.job_id and job_state.state = any (cast(:from as text[]))
                returning job_state.job_id, asked.event, job.created_on, %s
            ),
            noted as (
                insert into job_event (job_day, job_id, seq, at, type, data)
                select created_on, job_id, nextval('feed_sequence'), :now, :by, cast(event as jsonb) from moved
            )
            select * from moved
            """;

    private final JdbcClient jdbc;

    MoveQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code START}; answers with what the nodes have to know, as the jobs' rows are read anyhow. */
    Map<UUID, Assignment> start(List<Move<Starting>> moves, Instant now) {
        StatementSpec statement = jdbc.sql("""
                        with asked as (
                            select * from unnest(cast(:jobs as uuid[]), cast(:nodes as uuid[]), cast(:events as text[]))
                                as asked (job_id, node_id, event)
                        ),
                        moved as (
                            update job_state set state = :to, reason = null, node_id = asked.node_id,
                                   started_at = coalesce(started_at, :now), attempts = attempts + 1, version = version + 1
                            from asked
                            join job on job.id = asked.job_id
                            left join artifact base on base.sha256 = job.base_sha256
                        """ + MOVED.formatted(AssignmentQueries.COLUMNS))
                .param("nodes", array(moves, Starting::nodeId, UUID[]::new));
        return moved(JobTransition.START, statement, moves, Starting::jobId, AssignmentQueries::assignment, now);
    }

    /** {@code SUCCEED}; answers with the jobs' accounts. */
    Map<UUID, UUID> succeed(List<Move<Success>> moves, Instant now) {
        StatementSpec statement = jdbc.sql("""
                        with asked as (
                            select * from unnest(cast(:jobs as uuid[]), cast(:models as bytea[]), cast(:evaluations as text[]),
                                                 cast(:events as text[])) as asked (job_id, model, evaluation, event)
                        ),
                        moved as (
                            update job_state set state = :to, reason = null, model_sha256 = asked.model,
                                   evaluation = cast(asked.evaluation as jsonb), finished_at = :now, version = version + 1
                            from asked join job on job.id = asked.job_id
                        """ + MOVED.formatted("job.account_id"))
                .param("models", array(moves, success -> success.model().bytes(), byte[][]::new))
                .param(
                        "evaluations",
                        array(moves, success -> Json.mapper().writeValueAsString(success.evaluation()), String[]::new));
        return moved(
                JobTransition.SUCCEED,
                statement,
                moves,
                Success::jobId,
                row -> row.getObject("account_id", UUID.class),
                now);
    }

    JobState state(UUID jobId) {
        return JobState.valueOf(jdbc.sql("select state from job_state where job_id = :job")
                .param("job", jobId)
                .query(String.class)
                .single());
    }

    /** What is read of a job that moved. */
    private interface Reading<V> {
        V of(ResultSet row) throws SQLException;
    }

    private static <T, V> Map<UUID, V> moved(
            JobTransition by,
            StatementSpec statement,
            List<Move<T>> moves,
            Function<T, UUID> job,
            Reading<V> reading,
            Instant now) {
        Map<UUID, V> moved = new HashMap<>();
        statement
                .param("jobs", array(moves, job, UUID[]::new))
                .param("events", moves.stream().map(Move::event).toArray(String[]::new))
                .param("from", by.from().stream().map(JobState::name).toArray(String[]::new))
                .param("to", by.to().name())
                .param("by", by.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    moved.put(row.getObject("job_id", UUID.class), reading.of(row));
                });
        return moved;
    }

    private static <T, V> V[] array(List<Move<T>> moves, Function<T, V> value, IntFunction<V[]> room) {
        return moves.stream().map(Move::of).map(value).toArray(room);
    }
}
