package org.commonwatt.api.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.MetricPoint;

/**
 * The statements that read what runs reported. Each is given the day on which the job was created: whoever leaves that to the
 * statement itself has it planned over the partitions of all days, and opens and locks every one of them.
 */
@Repository
class HistoryQueries {

    private static final String POINT = "step, epoch, name, split, value, at";

    /** From so many points for each one shown, a span of 64 steps is no coarser than what is shown of it. */
    private static final int DENSE = 64;

    /** No run measures so many, whose metrics its spec names; but names come from machines that are not ours. */
    private static final int MOST_SERIES = 500;

    /** That one answer holds; beyond, it has fewer series. */
    private static final int MOST_POINTS = 500_000;

    private final JdbcClient jdbc;

    HistoryQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A point with its number in the feed. */
    record Numbered(long seq, MetricPoint point) {}

    /** A point with the number of points of its whole series. */
    record Thinned(long total, MetricPoint point) {}

    List<Numbered> pointsAfter(LocalDate day, UUID jobId, long seq, int limit) {
        return ofDay(day, "select seq, " + POINT + """
                                 from metric
                                where job_day = :day and job_id = :job and seq > :seq
                                order by seq
                                limit :limit
                                """)
                .param("job", jobId)
                .param("seq", seq)
                .param("limit", limit)
                .query((row, n) -> new Numbered(row.getLong("seq"), point(row)))
                .list();
    }

    /** The number after which the newest {@code kept} points lie; 0 when there are no more than those. */
    long beforeNewest(LocalDate day, UUID jobId, int kept) {
        return ofDay(day, """
                        select seq from metric
                        where job_day = :day and job_id = :job
                        order by seq desc
                        offset :kept limit 1
                        """)
                .param("job", jobId)
                .param("kept", kept)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    List<LogLine.Stored> logsAfter(LocalDate day, UUID jobId, long seq, int limit) {
        return ofDay(day, """
                        select seq, at, level, text from job_log
                        where job_day = :day and job_id = :job and seq > :seq
                        order by seq
                        limit :limit
                        """)
                .param("job", jobId)
                .param("seq", seq)
                .param("limit", limit)
                .query((row, n) -> new LogLine.Stored(
                        row.getLong("seq"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("level"),
                        row.getString("text")))
                .list();
    }

    /**
     * Points by series and step, at most about {@code points} for each series. A longer series is cut into stretches of
     * steps, and each gives its lowest and its highest point, so that no spike is lost; first and last stay too. Of a series
     * with many points for each one that is shown, the extremes come from the spans that were kept as it was stored, and
     * the cost is that of thousands of rows, however long it is. Of very many series only the first by name are read.
     */
    List<Thinned> series(LocalDate day, UUID jobId, @Nullable String name, @Nullable String split, int points) {
        return ofDay(day, """
                        with series as materialized (
                            select name, split, sum(points) as total, min(span) * 64 as first, max(span) * 64 + 63 as last
                            from metric_span
                            where job_day = :day and job_id = :job
                              and (:name::text is null or name = :name::text)
                              and (:split::text is null or split = :split::text)
                            group by name, split
                            order by name, split
                            limit :series),
                        stretch as (
                            select name, split, low, low_step, high, high_step,
                                   width_bucket(span * 64, first, last + 1, cast(greatest(:points / 2 - 1, 1) as integer)) as place
                            from metric_span
                            join series using (name, split)
                            where job_day = :day and job_id = :job and total > :points * :dense
                            union all
                            select name, split, value, step, value, step,
                                   width_bucket(step, first, last + 1, cast(greatest(:points / 2 - 1, 1) as integer))
                            from series
                            join metric using (name, split)
                            where job_day = :day and job_id = :job
                              and total > :points and total <= :points * :dense),
                        extreme as (
                            select name, split,
                                   min(array[low, low_step]) as low, max(array[high, high_step]) as high
                            from stretch
                            group by name, split, place),
                        picked as (
                            select name, split, low[2]::bigint as step from extreme
                            union select name, split, high[2]::bigint from extreme
                            union select name, split, step from series cross join lateral (
                                (select step from metric
                                 where job_day = :day and job_id = :job
                                   and metric.name = series.name and metric.split = series.split
                                 order by step limit 1)
                                union all
                                (select step from metric
                                 where job_day = :day and job_id = :job
                                   and metric.name = series.name and metric.split = series.split
                                 order by step desc limit 1)) ends (step)
                            where total > :points)
                        select total, step, epoch, name, split, value, at
                        from series
                        join metric using (name, split)
                        where job_day = :day and job_id = :job and total <= :points
                        union all
                        select total, step, epoch, name, split, value, at
                        from picked
                        join series using (name, split)
                        join metric using (name, split, step)
                        where job_day = :day and job_id = :job
                        order by name, split, step
                        """)
                .param("job", jobId)
                .param("name", name)
                .param("split", split)
                .param("points", points)
                .param("dense", DENSE)
                .param("series", Math.min(MOST_SERIES, MOST_POINTS / points))
                .query((row, n) -> new Thinned(row.getLong("total"), point(row)))
                .list();
    }

    private StatementSpec ofDay(LocalDate day, String statement) {
        return jdbc.sql(onDay(day, statement));
    }

    /** With the day as it stands: for one that is a parameter, PostgreSQL also tries a plan for any day, which is dear. */
    static String onDay(LocalDate day, String statement) {
        return statement.replace(":day", "date '" + day + "'");
    }

    private static MetricPoint point(ResultSet row) throws SQLException {
        return new MetricPoint(
                row.getLong("step"),
                row.getDouble("epoch"),
                row.getString("name"),
                row.getString("split"),
                row.getDouble("value"),
                row.getTimestamp("at").toInstant());
    }
}
