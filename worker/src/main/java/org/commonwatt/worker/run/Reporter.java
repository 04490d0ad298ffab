package org.commonwatt.worker.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.job.Progress;
import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.Report;

/**
 * Gathers what a trainer says into numbered reports of bounded size. Used by one thread.
 *
 * <p>A trainer is not trusted to keep to the form: numbers that are not finite are left out, long lines are cut, and what
 * comes faster than it could ever be shown is dropped with a line that says so.
 */
final class Reporter {

    static final int MOST_POINTS = 2000;
    static final int MOST_LINES = 500;
    static final int LONGEST_LINE = 4000;
    /** As the service takes them. */
    private static final int LONGEST_NAME = 63;

    /** Reports' worth of points and lines that may wait for being written. */
    private static final int MOST_WAITING = 20;

    private static final Set<String> LEVELS = Set.of("INFO", "WARN", "ERROR");

    private final long epoch;
    private final Deque<MetricPoint> points = new ArrayDeque<>();
    private final Deque<LogLine> lines = new ArrayDeque<>();
    private @Nullable Progress progress;
    private long sequence;
    private long dropped;

    /** @param after number of the last report of an earlier life, or 0 */
    Reporter(long epoch, long after) {
        this.epoch = epoch;
        this.sequence = after;
    }

    void measured(Progress newest, List<MetricPoint> measured) {
        progress = finite(newest);
        for (MetricPoint point : measured) {
            if (points.size() >= MOST_POINTS * MOST_WAITING) {
                dropped++;
            } else if (canBeReported(point)) {
                points.addLast(point);
            }
        }
    }

    void logged(LogLine line) {
        if (lines.size() >= MOST_LINES * MOST_WAITING) {
            dropped++;
            return;
        }
        String level = LEVELS.contains(line.level()) ? line.level() : "INFO";
        lines.addLast(new LogLine(line.at(), level, text(line.text())));
    }

    private static boolean canBeReported(MetricPoint point) {
        return Double.isFinite(point.value())
                && Double.isFinite(point.epoch())
                && point.name().length() <= LONGEST_NAME
                && point.split().length() <= LONGEST_NAME;
    }

    /**
     * A trainer's words as the service takes them: not too long, and without the NUL that a value of somebody's data may hold. It
     * would refuse all that comes with them, and so never learn why a run failed.
     */
    static String text(String said) {
        String text = said.replace('\0', '\uFFFD');
        return text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "…" : text;
    }

    /** Whether there is anything to report. */
    boolean hasNews() {
        return progress != null || !points.isEmpty() || !lines.isEmpty();
    }

    /** Points and lines that were left out since the last call because there were too many. */
    long droppedSinceLastCall() {
        long count = dropped;
        dropped = 0;
        return count;
    }

    /** The next report; what does not fit stays for the one after it. */
    Report next(@Nullable EnergyUse energy) {
        Report report =
                new Report(epoch, ++sequence, progress, take(points, MOST_POINTS), take(lines, MOST_LINES), energy);
        progress = null;
        return report;
    }

    private static <T> List<T> take(Deque<T> waiting, int most) {
        List<T> taken = new ArrayList<>(Math.min(most, waiting.size()));
        while (taken.size() < most && !waiting.isEmpty()) {
            taken.add(waiting.removeFirst());
        }
        return taken;
    }

    private static Progress finite(Progress progress) {
        return new Progress(
                progress.step(),
                progress.totalSteps(),
                Double.isFinite(progress.epoch()) ? progress.epoch() : 0,
                progress.totalEpochs(),
                finite(progress.samplesPerSecond()),
                finite(progress.loss()),
                finite(progress.accuracy()),
                progress.at());
    }

    private static @Nullable Double finite(@Nullable Double value) {
        return value != null && Double.isFinite(value) ? value : null;
    }
}
