package org.commonwatt.cli.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.cli.terminal.Printable;
import org.commonwatt.cli.terminal.Quantity;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.job.Progress;

/** Jobs in words. */
public final class JobText {

    /** Ids begin with their time in ms; these many characters hold all of it. */
    private static final int SHORT_ID = 13;

    private JobText() {}

    /** The beginning of an id that tells jobs apart unless two came in the same millisecond. */
    public static String shortId(UUID id) {
        return id.toString().substring(0, SHORT_ID);
    }

    /** Everything that is known about a job, a line each. */
    static String details(JobView job, Instant now) {
        List<String> lines = new ArrayList<>();
        line(lines, "job", job.id().toString());
        line(lines, "name", job.name());
        line(lines, "state", job.state() + (job.stateReason() == null ? "" : ": " + job.stateReason()));
        if (job.timing() != null) {
            line(lines, "planned", TimingText.of(job.timing()));
        }
        line(lines, "dataset", job.dataset());
        line(lines, "submitted", job.createdAt() + " (" + ago(job.createdAt(), now) + " ago)");
        if (job.startedAt() != null) {
            Instant end = job.finishedAt() == null ? now : job.finishedAt();
            line(lines, "ran for", Quantity.duration(Duration.between(job.startedAt(), end)));
        }
        line(lines, "attempts", Integer.toString(job.attempts()));
        if (job.node() != null) {
            line(lines, "node", job.node().name());
        }
        if (job.progress() != null) {
            line(lines, "progress", progress(job.progress()));
        }
        if (!job.evaluation().isEmpty()) {
            line(lines, "held out", evaluation(job.evaluation()));
        }
        if (job.model() != null) {
            line(
                    lines,
                    "model",
                    Quantity.bytes(job.model().size()) + ", sha256:"
                            + job.model().sha256());
        }
        if (job.energy() != null) {
            line(lines, "energy", energy(job.energy()));
            line(lines, "carbon", carbon(job.energy()));
        }
        if (job.failure() != null) {
            line(lines, "failure", job.failure().kind() + ": " + job.failure().message());
        }
        return String.join("\n", lines);
    }

    /** Such as {@code epoch 2.4 of 5, step 600 of 1,250, 812 samples/s, loss 0.1234, accuracy 0.9712}. */
    public static String progress(Progress progress) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "epoch %.1f of %d, step %,d of %,d",
                progress.epoch(),
                progress.totalEpochs(),
                progress.step(),
                progress.totalSteps()));
        if (progress.samplesPerSecond() != null) {
            text.append(", ")
                    .append(Quantity.count(Math.round(progress.samplesPerSecond())))
                    .append(" samples/s");
        }
        if (progress.loss() != null) {
            text.append(", loss ").append(Quantity.share(progress.loss()));
        }
        if (progress.accuracy() != null) {
            text.append(", accuracy ").append(Quantity.share(progress.accuracy()));
        }
        return text.toString();
    }

    /** Energy with its tier and error band. */
    public static String energy(JobView.JobEnergy energy) {
        return Quantity.significant(energy.wh()) + " Wh " + Quantity.band(energy.relativeError()) + " (tier "
                + energy.tier() + ")";
    }

    /** Carbon with its error band, the intensity that it was computed with, and who says so. */
    public static String carbon(JobView.JobEnergy energy) {
        return Quantity.significant(energy.gco2e()) + " gCO2e " + Quantity.band(energy.relativeError()) + " at "
                + Quantity.significant(energy.intensityGramsPerKwh()) + " gCO2e/kWh ("
                + (energy.zone() == null ? "" : "zone " + energy.zone() + ", ") + energy.intensitySource() + ")";
    }

    static String evaluation(Map<String, Double> evaluation) {
        return evaluation.entrySet().stream()
                .map(entry -> entry.getKey() + " " + Quantity.share(entry.getValue()))
                .reduce((left, right) -> left + ", " + right)
                .orElse(Quantity.UNKNOWN);
    }

    /** The held-out accuracy, where it was measured. */
    public static @Nullable Double accuracy(JobView job) {
        return job.evaluation().get("accuracy");
    }

    static String ago(Instant then, Instant now) {
        Duration since = Duration.between(then, now);
        return Quantity.duration(since.isNegative() ? Duration.ZERO : since);
    }

    private static void line(List<String> lines, String label, String value) {
        lines.add(String.format(Locale.ROOT, "%-10s %s", label, Printable.indented(value)));
    }
}
