package org.commonwatt.api.lease;

import java.time.Instant;
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

    /** They are kept with the job, and told with it in every list. */
    private static final int MOST_METRICS = 1000;

    private static final int LONGEST_LINE = 16_384;
    private static final long MOST_STEPS = 1_000_000_000_000L;
    private static final double LEAST_SPEED = 1e-9;
    private static final double MOST_SPEED = 1e12;

    /** A rack of servers draws less. */
    private static final double MOST_WATTS = 100_000;

    private static final double MOST_SECONDS = 100 * 366 * 86_400.0;
    private static final double MOST_EMBODIED_GRAMS = 1e9;
    private static final double MOST_RELATIVE_ERROR = 1000;

    /** What databases and browsers can hold. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.@-]{0,62}");

    /** As specs and manifests name them, and a little more. */
    private static final Pattern SPLIT = Pattern.compile("[A-Za-z0-9_.@-]{1,63}");

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
            within("energy's seconds", energy.seconds(), 0, MOST_SECONDS);
            double mostWh = MOST_WATTS * Math.max(1, energy.seconds()) / 3600;
            within("energy's wh", energy.wh(), 0, mostWh);
            within("energy's attributedWh", energy.attributedWh(), energy.wh(), mostWh);
            within("energy's embodiedGrams", energy.embodiedGrams(), 0, MOST_EMBODIED_GRAMS);
            within("energy's relativeError", energy.relativeError(), 0, MOST_RELATIVE_ERROR);
            text("energy's method", energy.method());
        }
    }

    static void check(Map<String, Double> evaluation) {
        require(evaluation.size() <= MOST_METRICS, "more than " + MOST_METRICS + " metrics of an evaluation");
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
        require(step >= 0 && step <= MOST_STEPS, "a step is a number from 0 to " + MOST_STEPS);
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
        require(SPLIT.matcher(point.split()).matches(), "a split's name is letters, digits, '_', '.', '@' and '-'");
        require(Double.isFinite(point.value()), "the value of " + point.name() + " is a finite number");
        within("an epoch", point.epoch(), 0, MOST_STEPS);
        moment(point.at());
    }

    private static void check(LogLine line) {
        require(LEVELS.contains(line.level()), "a log line's level is INFO, WARN or ERROR");
        text("a log line", line.text());
        moment(line.at());
    }

    private static void check(@Nullable Progress progress) {
        if (progress != null) {
            step(progress.step());
            step(progress.totalSteps());
            within("an epoch", progress.epoch(), 0, MOST_STEPS);
            require(progress.totalEpochs() >= 0, "totalEpochs is 0 or more");
            Double speed = progress.samplesPerSecond();
            require(
                    speed == null || speed == 0 || (speed >= LEAST_SPEED && speed <= MOST_SPEED),
                    "samplesPerSecond is 0 or a number from " + LEAST_SPEED + " to " + MOST_SPEED);
            moment(progress.at());
            finite("loss", progress.loss());
            finite("accuracy", progress.accuracy());
        }
    }

    private static void finite(String what, @Nullable Double value) {
        require(value == null || Double.isFinite(value), what + " is a finite number");
    }

    private static void within(String what, @Nullable Double value, double least, double most) {
        require(
                value == null || (value >= least && value <= most),
                what + " is a number from " + least + " to " + most);
    }

    private static void moment(Instant at) {
        require(!at.isBefore(FIRST) && !at.isAfter(LAST), "a moment is one from " + FIRST + " to " + LAST);
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new ReportUnusable(fault);
        }
    }
}
