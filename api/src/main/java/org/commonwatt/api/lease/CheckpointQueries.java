package org.commonwatt.api.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.protocol.job.CheckpointView;

/** The statements on checkpoints that are no holder's writes. */
@Repository
class CheckpointQueries {

    /** The newest loss on the evaluation split at or before a step of {@code checkpoint}, of a job of a given day. */
    private static final String LOSS = """
            left join lateral (
                select metric.value as loss from metric
                where metric.job_day = %s and metric.job_id = job.id and metric.name = 'loss'
                  and metric.split = coalesce(job.spec #>> '{dataset,evaluation}', 'heldOut')
                  and metric.step <= checkpoint.step
                order by metric.step desc limit 1
            ) evaluated on true
            """;

    private final JdbcClient sql;

    CheckpointQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /** A job's checkpoints, the newest first. Given the day, the statement is planned for that day's partition alone. */
    List<CheckpointView> of(UUID jobId) {
        LocalDate day = sql.sql("select created_on from job where id = :job")
                .param("job", jobId)
                .query(LocalDate.class)
                .single();
        return sql.sql("""
                        select checkpoint.step, checkpoint.sha256, checkpoint.committed_at, artifact.size,
                               artifact.damaged_at is not null as damaged, evaluated.loss
                        from checkpoint
                        join task on task.id = checkpoint.task_id
                        join job on job.id = task.job_id
                        join artifact on artifact.sha256 = checkpoint.sha256
                        %s
                        where task.job_id = :job
                        order by checkpoint.step desc
                        """.formatted(LOSS.formatted("date '" + day + "'")))
                .param("job", jobId)
                .query(CheckpointQueries::view)
                .list();
    }

    /** Whether the account has a job with this checkpoint. */
    boolean ofAccount(Sha256 artifact, UUID accountId) {
        return sql.sql("""
                        select exists (
                            select from checkpoint
                            join task on task.id = checkpoint.task_id
                            join job on job.id = task.job_id
                            where checkpoint.sha256 = :artifact and job.account_id = :account)
                        """)
                .param("artifact", artifact.bytes())
                .param("account", accountId)
                .query(Boolean.class)
                .single();
    }

    /**
     * Drops those that are neither among the newest, nor the best, nor the first in every so many steps of their job.
     * Damaged ones don't count among those that are kept. Of a task without more than the newest there is nothing to drop and
     * nothing to rate, which is how nearly all stand.
     */
    int dropSuperseded(int keepLast, int mostKept) {
        return sql.sql("""
                        with many as materialized (
                            select task_id from checkpoint group by task_id having count(*) > :keepLast
                        ), rated as (
                            select checkpoint.task_id, checkpoint.step, evaluated.loss,
                                   coalesce(kept.last, 1) as last, coalesce(kept.best, 0) as best, kept.every_steps,
                                   row_number() over (partition by checkpoint.task_id order by checkpoint.step desc) as age,
                                   row_number() over (
                                       partition by checkpoint.task_id
                                       order by evaluated.loss nulls last, checkpoint.step) as place,
                                   row_number() over (
                                       partition by checkpoint.task_id, checkpoint.step / kept.every_steps
                                       order by checkpoint.step) as within_span
                            from many
                            join checkpoint on checkpoint.task_id = many.task_id
                            join artifact on artifact.sha256 = checkpoint.sha256 and artifact.damaged_at is null
                            join task on task.id = checkpoint.task_id
                            join job on job.id = task.job_id
                            cross join lateral (
                                select cast(job.spec #>> '{training,keepCheckpoints,last}' as bigint) as last,
                                       cast(job.spec #>> '{training,keepCheckpoints,best}' as bigint) as best,
                                       cast(job.spec #>> '{training,keepCheckpoints,everySteps}' as bigint) as every_steps
                            ) kept
                            %s
                        ), reasons as (
                            select task_id, step,
                                   age <= least(greatest(last, :keepLast), :mostKept) as new,
                                   loss is not null and place <= least(best, :mostKept) as good,
                                   every_steps is not null and step >= every_steps and within_span = 1 as first_of_span
                            from rated
                        ), numbered as (
                            select *, row_number() over (
                                partition by task_id, first_of_span order by step desc) as span_age
                            from reasons
                        )
                        delete from checkpoint using numbered
                        where checkpoint.task_id = numbered.task_id and checkpoint.step = numbered.step
                          and not numbered.new and not numbered.good
                          and not (numbered.first_of_span and numbered.span_age <= :mostKept)
                        """.formatted(LOSS.formatted("job.created_on")))
                .param("keepLast", keepLast)
                .param("mostKept", mostKept)
                .update();
    }

    /** Drops those of jobs that ended before a moment. */
    int dropOfEnded(Instant before) {
        return sql.sql("""
                        delete from checkpoint using task, job_state
                        where task.id = checkpoint.task_id and job_state.job_id = task.job_id
                          and job_state.finished_at < :before
                        """).param("before", Timestamp.from(before)).update();
    }

    private static CheckpointView view(ResultSet row, int number) throws SQLException {
        return new CheckpointView(
                row.getLong("step"),
                Sha256.of(row.getBytes("sha256")).toString(),
                row.getLong("size"),
                row.getObject("loss", Double.class),
                row.getBoolean("damaged"),
                row.getTimestamp("committed_at").toInstant());
    }
}
