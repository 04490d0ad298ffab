package org.commonwatt.api.placement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.scheduler.WorkNeed;
import org.commonwatt.scheduler.timing.Congestion;
import org.commonwatt.scheduler.timing.Schedule;

/** What decisions about the time of work stand on. */
@Repository
class TimingQueries {

    /** A mean power over less than this is one of starting, not of training. */
    private static final double LEAST_MEASURED_SECONDS = 60;

    private final JdbcClient sql;

    TimingQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /** When the next decision is due, or nothing where no open work may wait. */
    Optional<Instant> nextDue() {
        return sql.sql("""
                        select decide_at from task_timing join task on task.id = task_id
                        where task.state in ('READY', 'DEFERRED', 'LEASED')
                        order by decide_at limit 1
                        """).query(Timestamp.class).optional().map(Timestamp::toInstant);
    }

    /** All open work that may wait. */
    List<OpenWork> open(Instant now) {
        return sql.sql("""
                        select timing.task_id, timing.job_id, timing.max_wait_seconds, timing.deadline, timing.delay_weight,
                               timing.decide_at, job.created_at, task.state = 'LEASED' as running, task.epoch > 0 as begun,
                               class.memory_bytes, class.disk_bytes, class.transfer_bytes, (job.work ->> 'trainingFlops')::float8 as flops,
                               coalesce(progress.step::float8 / nullif(progress.total_steps, 0), 0) as done,
                               (progress.total_steps - progress.step) / nullif(progress.samples_per_second, 0) / 3600
                                   * (job.spec #>> '{training,batchSize}')::float8
                                   * coalesce((job.spec #>> '{training,accumulation}')::float8, 1) as hours_left,
                               ran.seconds, ran.watt_hours, ran.measured_seconds, ran.zone
                        from task_timing timing
                        join task on task.id = timing.task_id
                        join job on job.id = timing.job_id
                        join work_class class on class.id = task.work_class
                        left join job_progress progress on progress.job_id = timing.job_id
                        left join lateral (
                            -- a lease that lapsed runs no more, although its holder may still come back
                            select sum(extract(epoch from coalesce(ended_at, case when lapsed then expires_at end, :now)
                                                          - attempt.granted_at)) as seconds,
                                   sum(energy_wh) as watt_hours, sum(energy_seconds) as measured_seconds,
                                   (array_agg(zone order by attempt.epoch desc))[1] as zone
                            from attempt left join lease on lease.id = attempt.lease_id
                            where attempt.task_id = timing.task_id
                        ) ran on true
                        where task.state in ('READY', 'DEFERRED', 'LEASED')
                        order by timing.task_id
                        """)
                .param("now", Timestamp.from(now))
                .query(TimingQueries::work)
                .list();
    }

    private static OpenWork work(ResultSet row, int number) throws SQLException {
        double left = Math.max(0, 1 - row.getDouble("done"));
        return new OpenWork(
                row.getObject("task_id", UUID.class),
                row.getObject("job_id", UUID.class),
                new Schedule(
                        true,
                        Duration.ofMillis(Math.round(row.getDouble("max_wait_seconds") * 1000)),
                        instant(row.getTimestamp("deadline")),
                        row.getDouble("delay_weight")),
                row.getTimestamp("created_at").toInstant(),
                Duration.ofMillis(Math.round(row.getDouble("seconds") * 1000)),
                new WorkNeed(
                        row.getLong("memory_bytes"),
                        row.getLong("disk_bytes"),
                        row.getLong("transfer_bytes"),
                        row.getDouble("flops") * left),
                row.getBoolean("running"),
                row.getBoolean("begun"),
                row.getString("zone"),
                new OpenWork.Measured(positive(row, "hours_left"), kilowatts(row)),
                row.getTimestamp("decide_at").toInstant());
    }

    private static @Nullable Double kilowatts(ResultSet row) throws SQLException {
        Double wattHours = positive(row, "watt_hours");
        Double seconds = positive(row, "measured_seconds");
        return wattHours == null || seconds == null || seconds < LEAST_MEASURED_SECONDS
                ? null
                : wattHours * 3.6 / seconds;
    }

    private static @Nullable Double positive(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return value > 0 && Double.isFinite(value) ? value : null;
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    /** What was decided last about open work, by its task. */
    Map<UUID, Planned> planned() {
        Map<UUID, Planned> planned = new HashMap<>();
        sql.sql("""
                select timing.task_id, decision #>> '{window,zone}' as zone,
                       cast(decision #>> '{window,from}' as timestamptz) as begins,
                       cast(decision #>> '{window,to}' as timestamptz) as ends
                from task_timing timing join task on task.id = timing.task_id
                where decision is not null and task.state in ('READY', 'DEFERRED', 'LEASED')
                """).query(row -> {
            planned.put(
                    row.getObject("task_id", UUID.class),
                    new Planned(
                            row.getString("zone"),
                            row.getTimestamp("begins").toInstant(),
                            row.getTimestamp("ends").toInstant()));
        });
        return planned;
    }

    /** Nodes that run work which may not wait: others can't count on them. */
    Set<UUID> takenNodes() {
        return new HashSet<>(sql.sql("""
                        select distinct node_id from lease
                        where not lapsed
                          and not exists (select from task_timing where task_timing.task_id = lease.task_id)
                        """).query(UUID.class).list());
    }

    /** The prices of crowding that the last rounds left, by zone. */
    Map<String, Congestion> congestion() {
        Map<String, Congestion> zones = new HashMap<>();
        sql.sql("select zone, first_hour, hourly from zone_congestion").query(row -> {
            zones.put(
                    row.getString("zone"),
                    new Congestion(row.getTimestamp("first_hour").toInstant(), Arrays.asList((Double[])
                            row.getArray("hourly").getArray())));
        });
        return zones;
    }

    /** Keeps a zone's prices for the next round. Of two replicas at once the later one's stay. */
    void store(String zone, Congestion congestion) {
        sql.sql("""
                insert into zone_congestion (zone, first_hour, hourly)
                values (:zone, :first, cast(:hourly as double precision[]))
                on conflict (zone) do update set first_hour = excluded.first_hour, hourly = excluded.hourly
                """)
                .param("zone", zone)
                .param("first", Timestamp.from(congestion.from()))
                .param("hourly", congestion.hourly().toArray(Double[]::new))
                .update();
    }

    /** Work that ended needs no decisions any more. */
    void forgetEnded() {
        sql.sql("""
                delete from task_timing using task
                where task.id = task_timing.task_id and task.state in ('DONE', 'FAILED', 'CANCELLED')
                """).update();
    }
}
