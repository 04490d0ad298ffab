package org.commonwatt.api.job;

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
 * The answer names the jobs that moved, each with its account; one that does not stand where the table lets the transition
 * begin is left as it is and is not named.
 */
@Repository
class MoveQueries {

    /** A job's transition with its entry for the log, as JSON. */
    record Move<T>(T of, String event) {}

    /** How each update of the states ends: whose they are, and their entries in the logs. */
    private static final String NOTED = """
                from asked join job on job.id = asked.job_id
                where job_state.job_id = asked.job_id and job_state.state = any (cast(:from as text[]))
                returning job_state.job_id, asked.event, job.created_on, job.account_id
            ),
            noted as (
                insert into job_event (job_day, job_id, seq, at, type, data)
                select created_on, job_id, nextval('feed_sequence'), :now, :by, cast(event as jsonb) from moved
            )
            select job_id, account_id from moved
            """;

    private final JdbcClient jdbc;

    MoveQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code START}. */
    Map<UUID, UUID> start(List<Move<Starting>> moves, Instant now) {
        StatementSpec statement = jdbc.sql("""
                        with asked as (
                            select * from unnest(cast(:jobs as uuid[]), cast(:nodes as uuid[]), cast(:events as text[]))
                                as asked (job_id, node_id, event)
                        ),
                        moved as (
                            update job_state set state = :to, reason = null, node_id = asked.node_id,
                                   started_at = coalesce(started_at, :now), attempts = attempts + 1, version = version + 1
                        """ + NOTED).param("nodes", array(moves, Starting::nodeId, UUID[]::new));
        return moved(JobTransition.START, statement, moves, Starting::jobId, now);
    }

    /** {@code SUCCEED}. */
    Map<UUID, UUID> succeed(List<Move<Success>> moves, Instant now) {
        StatementSpec statement = jdbc.sql("""
                        with asked as (
                            select * from unnest(cast(:jobs as uuid[]), cast(:models as bytea[]), cast(:evaluations as text[]),
                                                 cast(:events as text[])) as asked (job_id, model, evaluation, event)
                        ),
                        moved as (
                            update job_state set state = :to, reason = null, model_sha256 = asked.model,
                                   evaluation = cast(asked.evaluation as jsonb), finished_at = :now, version = version + 1
                        """ + NOTED)
                .param("models", array(moves, success -> success.model().bytes(), byte[][]::new))
                .param(
                        "evaluations",
                        array(moves, success -> Json.mapper().writeValueAsString(success.evaluation()), String[]::new));
        return moved(JobTransition.SUCCEED, statement, moves, Success::jobId, now);
    }

    JobState state(UUID jobId) {
        return JobState.valueOf(jdbc.sql("select state from job_state where job_id = :job")
                .param("job", jobId)
                .query(String.class)
                .single());
    }

    private static <T> Map<UUID, UUID> moved(
            JobTransition by, StatementSpec statement, List<Move<T>> moves, Function<T, UUID> job, Instant now) {
        Map<UUID, UUID> accounts = new HashMap<>();
        statement
                .param("jobs", array(moves, job, UUID[]::new))
                .param("events", moves.stream().map(Move::event).toArray(String[]::new))
                .param("from", by.from().stream().map(JobState::name).toArray(String[]::new))
                .param("to", by.to().name())
                .param("by", by.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    accounts.put(row.getObject("job_id", UUID.class), row.getObject("account_id", UUID.class));
                });
        return accounts;
    }

    private static <T, V> V[] array(List<Move<T>> moves, Function<T, V> value, IntFunction<V[]> room) {
        return moves.stream().map(Move::of).map(value).toArray(room);
    }
}
