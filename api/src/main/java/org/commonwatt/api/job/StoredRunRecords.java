package org.commonwatt.api.job;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.lease.Report;

/** Stores what runs report. Reports come from machines that are not ours: what can't be kept is left out or cut. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class StoredRunRecords implements RunRecords {

    private static final int NAME_LENGTH = 100;

    private final FeedQueries feed;
    private final JobQueries submissions;
    private final JobWakes wakes;
    private final Clock clock;

    StoredRunRecords(FeedQueries feed, JobQueries submissions, JobWakes wakes, Clock clock) {
        this.feed = feed;
        this.submissions = submissions;
        this.wakes = wakes;
        this.clock = clock;
    }

    @Override
    public void append(UUID jobId, long leaseEpoch, Report report) {
        LocalDate day = submissions.dayOf(jobId);
        if (report.progress() != null) {
            feed.upsertProgress(jobId, leaseEpoch, report.progress());
        }
        List<MetricPoint> points = List.copyOf(newest(report.points()));
        if (!points.isEmpty()) {
            feed.upsertMetrics(day, jobId, leaseEpoch, points);
        }
        if (!report.logs().isEmpty()) {
            feed.insertLogs(
                    day,
                    jobId,
                    report.logs().stream().map(StoredRunRecords::keepable).toList());
        }
        wakes.afterCommit(jobId);
    }

    @Override
    public void note(UUID jobId, String text) {
        feed.insertLogs(submissions.dayOf(jobId), jobId, List.of(keepable(new LogLine(clock.instant(), "INFO", text))));
        wakes.afterCommit(jobId);
    }

    /** One point for each (name, split, step): the last. One statement can't store a key twice. */
    private static Collection<MetricPoint> newest(List<MetricPoint> points) {
        record Key(String name, String split, long step) {}
        Map<Key, MetricPoint> newest = new LinkedHashMap<>();
        for (MetricPoint point : points) {
            if (keepable(point)) {
                newest.put(new Key(point.name(), point.split(), point.step()), point);
            }
        }
        return newest.values();
    }

    private static boolean keepable(MetricPoint point) {
        return Double.isFinite(point.value())
                && Double.isFinite(point.epoch())
                && isName(point.name())
                && isName(point.split());
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.length() <= NAME_LENGTH && name.indexOf('\0') < 0;
    }

    private static LogLine keepable(LogLine line) {
        String level =
                switch (line.level()) {
                    case "WARN", "ERROR" -> line.level();
                    default -> "INFO";
                };
        return new LogLine(line.at(), level, Texts.clean(line.text()));
    }
}
