package org.commonwatt.api.lease;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.job.Progress;
import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.Report;

/** Checks what workers send before anything of it is stored. Machines are strangers' machines. */
final class Messages {

    private static final int MOST_POINTS = 20_000;
    private static final int MOST_LINES = 20_000;
    private static final int LONGEST_LINE = 16_384;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.@-]{0,62}");
    private static final Set<String> LEVELS = Set.of("INFO", "WARN", "ERROR");

    private Messages() {}

    /** @throws ReportUnusable when it holds something that can't be */
    static void check(Report report) {
        require(report.sequence() >= 1, "sequence counts from 1");
        require(report.points().size() <= MOST_POINTS, "more than " + MOST_POINTS + " points at once");
        require(report.logs().size() <= MOST_LINES, "more than " + MOST_LINES + " log lines at once");
        report.points().forEach(Messages::check);
        report.logs().forEach(Messages::check);
        check(report.progress());
        check(report.energy());
    }

    static void check(@Nullable EnergyUse energy) {
        if (energy != null) {
            require(energy.wh() >= 0 && Double.isFinite(energy.wh()), "energy's wh is a number of 0 or more");
            Double attributed = energy.attributedWh();
            require(
                    attributed == null || (attributed >= energy.wh() && Double.isFinite(attributed)),
                    "energy's attributedWh is not less than its wh");
            Double embodied = energy.embodiedGrams();
            require(
                    embodied == null || (embodied >= 0 && Double.isFinite(embodied)),
                    "energy's embodiedGrams are a number of 0 or more");
            require(
                    energy.relativeError() >= 0 && Double.isFinite(energy.relativeError()),
                    "energy's relativeError is a number of 0 or more");
            require(
                    energy.seconds() >= 0 && Double.isFinite(energy.seconds()),
                    "energy's seconds are a number of 0 or more");
            text("energy's method", energy.method());
        }
    }

    static void check(Map<String, Double> evaluation) {
        evaluation.forEach((name, value) -> {
            require(NAME.matcher(name).matches(), "a metric's name is letters, digits, '_', '.', '@' and '-'");
            require(Double.isFinite(value), "the value of " + name + " is a finite number");
        });
    }

    /** @throws ReportUnusable when {@code what} is longer than a line of a log or holds a NUL */
    static void text(String what, String text) {
        require(text.length() <= LONGEST_LINE, what + " has at most " + LONGEST_LINE + " characters");
        require(text.indexOf('\0') < 0, what + " holds a NUL character");
    }

    static void step(long step) {
        require(step >= 0, "a step is 0 or more");
    }

    /** @throws ReportUnusable for anything but 64 lower-case hexadecimal digits */
    static Sha256 sha256(String hex) {
        try {
            return Sha256.parse(hex);
        } catch (IllegalArgumentException e) {
            throw new ReportUnusable(String.valueOf(e.getMessage()));
        }
    }

    private static void check(MetricPoint point) {
        step(point.step());
        require(NAME.matcher(point.name()).matches(), "a metric's name is letters, digits, '_', '.', '@' and '-'");
        require(NAME.matcher(point.split()).matches(), "a split's name is letters, digits, '_', '.', '@' and '-'");
        require(Double.isFinite(point.value()), "the value of " + point.name() + " is a finite number");
        require(point.epoch() >= 0 && Double.isFinite(point.epoch()), "an epoch is a number of 0 or more");
    }

    private static void check(LogLine line) {
        require(LEVELS.contains(line.level()), "a log line's level is INFO, WARN or ERROR");
        text("a log line", line.text());
    }

    private static void check(@Nullable Progress progress) {
        if (progress != null) {
            step(progress.step());
            step(progress.totalSteps());
            require(progress.epoch() >= 0 && Double.isFinite(progress.epoch()), "an epoch is a number of 0 or more");
            require(progress.totalEpochs() >= 0, "totalEpochs is 0 or more");
            finite("samplesPerSecond", progress.samplesPerSecond());
            finite("loss", progress.loss());
            finite("accuracy", progress.accuracy());
        }
    }

    private static void finite(String what, @Nullable Double value) {
        require(value == null || Double.isFinite(value), what + " is a finite number");
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new ReportUnusable(fault);
        }
    }
}
