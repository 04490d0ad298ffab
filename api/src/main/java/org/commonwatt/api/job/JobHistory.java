package org.commonwatt.api.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.job.MetricSeries;

/** What runs reported, for those who may see the job. */
@Component
public class JobHistory {

    /** Points and lines that one look takes at most. */
    static final int BATCH = 500;

    /** Points that a follower from the beginning is given at most; whole histories are for the thinned series. */
    static final int REPLAYED_POINTS = 10_000;

    private final HistoryQueries queries;
    private final JobQueries submissions;

    JobHistory(HistoryQueries queries, JobQueries submissions) {
        this.queries = queries;
        this.submissions = submissions;
    }

    /**
     * The job's series, thinned to about {@code points} each.
     *
     * @param name one metric alone, or null for all
     * @param split one split alone, or null for all
     */
    public MetricSeries.Set series(UUID jobId, @Nullable String name, @Nullable String split, int points) {
        record Key(String name, String split) {}
        Map<Key, List<MetricPoint>> series = new LinkedHashMap<>();
        Map<Key, Long> totals = new LinkedHashMap<>();
        for (HistoryQueries.Thinned thinned : queries.series(submissions.dayOf(jobId), jobId, name, split, points)) {
            Key key = new Key(thinned.point().name(), thinned.point().split());
            series.computeIfAbsent(key, k -> new ArrayList<>()).add(thinned.point());
            totals.put(key, thinned.total());
        }
        return new MetricSeries.Set(series.entrySet().stream()
                .map(entry -> new MetricSeries(
                        entry.getKey().name(),
                        entry.getKey().split(),
                        totals.getOrDefault(entry.getKey(), 0L),
                        entry.getValue()))
                .toList());
    }

    /** A page of the log behind the line numbered {@code after}. */
    public LogLine.Page log(UUID jobId, long after, int limit) {
        List<LogLine.Stored> found = queries.logsAfter(submissions.dayOf(jobId), jobId, after, limit + 1);
        List<LogLine.Stored> shown = found.subList(0, Math.min(found.size(), limit));
        return new LogLine.Page(
                shown, found.size() > shown.size() ? shown.getLast().seq() : null);
    }

    /**
     * News of a job.
     *
     * @param points new points, in order of storage
     * @param lines new lines of the log
     * @param seq the number up to which all is told
     * @param more whether there is more behind that
     */
    public record News(List<MetricPoint> points, List<LogLine.Stored> lines, long seq, boolean more) {}

    /**
     * What was stored behind the number {@code after}, a batch of it. Points and lines are read from one snapshot: of a
     * report stored between two looks, a reader would be told the half that it saw, and then pass by the other.
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public News after(UUID jobId, long after) {
        LocalDate day = submissions.dayOf(jobId);
        List<HistoryQueries.Numbered> points = queries.pointsAfter(day, jobId, after, BATCH);
        List<LogLine.Stored> lines = queries.logsAfter(day, jobId, after, BATCH);
        // A full batch ends somewhere: of the other kind, too, only what lies before that end is told now.
        long end = Math.min(
                points.size() == BATCH ? points.getLast().seq() : Long.MAX_VALUE,
                lines.size() == BATCH ? lines.getLast().seq() : Long.MAX_VALUE);
        List<HistoryQueries.Numbered> toldPoints =
                points.stream().filter(point -> point.seq() <= end).toList();
        List<LogLine.Stored> toldLines =
                lines.stream().filter(line -> line.seq() <= end).toList();
        long seq = Math.max(
                toldPoints.isEmpty() ? after : toldPoints.getLast().seq(),
                toldLines.isEmpty() ? after : toldLines.getLast().seq());
        return new News(
                toldPoints.stream().map(HistoryQueries.Numbered::point).toList(),
                toldLines,
                seq,
                end != Long.MAX_VALUE);
    }

    /** Where a follower begins who has seen nothing yet. */
    public long beginning(UUID jobId) {
        return queries.beforeNewest(submissions.dayOf(jobId), jobId, REPLAYED_POINTS);
    }
}
