package org.commonwatt.api.job;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.job.Progress;
import org.commonwatt.protocol.lifecycle.LifecycleEvent;

/** The statements that store what runs report. Every row takes the next number of the feed. */
@Repository
class FeedQueries {

    /** Steps whose extremes are kept together; see the migration that made the table. */
    private static final int SPAN = 64;

    private final JdbcClient jdbc;

    FeedQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Stores points, each of another (name, split, step); a step measured before takes the newer value. The extremes of their
     * spans are kept with them.
     */
    void upsertMetrics(LocalDate day, UUID jobId, long leaseEpoch, List<MetricPoint> points) {
        jdbc.sql("""
                        with stored as (
                            insert into metric (job_day, job_id, name, split, step, epoch, value, at, lease_epoch, seq)
                            select :day, :job, name, split, step, epoch, value, at, :leaseEpoch, nextval('feed_sequence')
                            from unnest(:names, :splits, :steps, :epochs, :values, cast(:ats as timestamptz[]))
                                as point (name, split, step, epoch, value, at)
                            on conflict (job_day, job_id, name, split, step) do update set
                                epoch = excluded.epoch, value = excluded.value, at = excluded.at,
                                lease_epoch = excluded.lease_epoch, seq = excluded.seq
                            returning name, split, step, value
                        )
                        insert into metric_span as known
                            (job_day, job_id, name, split, span, points, low, low_step, high, high_step)
                        select :day, :job, stored.name, stored.split, stored.step / %d, count(*) filter (where before.step is null),
                               min(stored.value), cast((min(array[stored.value, stored.step]))[2] as bigint),
                               max(stored.value), cast((max(array[stored.value, stored.step]))[2] as bigint)
                        from stored
                        left join metric before
                            on before.job_day = :day and before.job_id = :job and before.name = stored.name
                            and before.split = stored.split and before.step = stored.step
                        group by stored.name, stored.split, stored.step / %d
                        order by stored.name, stored.split, stored.step / %d
                        on conflict (job_day, job_id, name, split, span) do update set
                            points = known.points + excluded.points,
                            low = least(known.low, excluded.low),
                            low_step = case when excluded.low <= known.low then excluded.low_step else known.low_step end,
                            high = greatest(known.high, excluded.high),
                            high_step = case when excluded.high >= known.high then excluded.high_step else known.high_step end
                        """.formatted(SPAN, SPAN, SPAN))
                .param("day", day)
                .param("job", jobId)
                .param("leaseEpoch", leaseEpoch)
                .param("names", points.stream().map(MetricPoint::name).toArray(String[]::new))
                .param("splits", points.stream().map(MetricPoint::split).toArray(String[]::new))
                .param("steps", points.stream().map(MetricPoint::step).toArray(Long[]::new))
                .param("epochs", points.stream().map(MetricPoint::epoch).toArray(Double[]::new))
                .param("values", points.stream().map(MetricPoint::value).toArray(Double[]::new))
                .param("ats", times(points.stream().map(MetricPoint::at).toList()))
                .update();
    }

    void insertLogs(LocalDate day, UUID jobId, List<LogLine> lines) {
        jdbc.sql("""
                        insert into job_log (job_day, job_id, seq, at, level, text)
                        select :day, :job, nextval('feed_sequence'), at, level, text
                        from unnest(cast(:ats as timestamptz[]), :levels, :texts) as line (at, level, text)
                        """)
                .param("day", day)
                .param("job", jobId)
                .param("ats", times(lines.stream().map(LogLine::at).toList()))
                .param("levels", lines.stream().map(LogLine::level).toArray(String[]::new))
                .param("texts", lines.stream().map(LogLine::text).toArray(String[]::new))
                .update();
    }

    void upsertProgress(UUID jobId, long leaseEpoch, Progress progress) {
        jdbc.sql("""
                        insert into job_progress (job_id, lease_epoch, step, total_steps, epoch, total_epochs,
                                                  samples_per_second, loss, accuracy, at)
                        values (:job, :leaseEpoch, :step, :totalSteps, :epoch, :totalEpochs,
                                :samplesPerSecond, :loss, :accuracy, :at)
                        on conflict (job_id) do update set
                            lease_epoch = excluded.lease_epoch, step = excluded.step,
                            total_steps = excluded.total_steps, epoch = excluded.epoch,
                            total_epochs = excluded.total_epochs,
                            samples_per_second = excluded.samples_per_second, loss = excluded.loss,
                            accuracy = excluded.accuracy, at = excluded.at
                        """)
                .param("job", jobId)
                .param("leaseEpoch", leaseEpoch)
                .param("step", progress.step())
                .param("totalSteps", progress.totalSteps())
                .param("epoch", progress.epoch())
                .param("totalEpochs", progress.totalEpochs())
                .param("samplesPerSecond", number(progress.samplesPerSecond()))
                .param("loss", number(progress.loss()))
                .param("accuracy", number(progress.accuracy()))
                .param("at", progress.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Notes what happened in the job's log. */
    void insertEvent(UUID jobId, LifecycleEvent event, Instant now) {
        jdbc.sql("""
                        insert into job_event (job_day, job_id, seq, at, type, data)
                        select created_on, id, nextval('feed_sequence'), :at, :type, :data::jsonb
                        from job where id = :job
                        """)
                .param("job", jobId)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("type", event.type())
                .param("data", Json.mapper().writeValueAsString(event))
                .update();
    }

    /** As texts: the driver makes no array of anything that is a time. */
    private static String[] times(List<Instant> instants) {
        return instants.stream().map(Instant::toString).toArray(String[]::new);
    }

    /** A number that may be missing; one that JSON or arithmetic could not carry on counts as missing. */
    private static SqlParameterValue number(@Nullable Double value) {
        return new SqlParameterValue(Types.DOUBLE, value != null && Double.isFinite(value) ? value : null);
    }
}
