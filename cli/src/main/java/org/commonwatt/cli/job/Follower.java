package org.commonwatt.cli.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.commonwatt.cli.client.JobFeed;
import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.Printable;
import org.commonwatt.cli.terminal.ProgressLine;
import org.commonwatt.cli.terminal.Quantity;
import org.commonwatt.protocol.job.JobEvent;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.Progress;

/** Shows a running job: a progress bar on a terminal; elsewhere a line for each state, each epoch, and now and then. */
public final class Follower implements Consumer<JobEvent> {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final int BAR = 20;

    private final Setting setting;
    private final ProgressLine line;
    private @Nullable JobState shownState;
    private @Nullable String shownReason;
    private int shownEpoch;
    private Instant shownAt = Instant.EPOCH;
    private @Nullable Double firstMetricSeconds;

    public Follower(Setting setting) {
        this.setting = setting;
        this.line = new ProgressLine(setting.terminal());
    }

    /** Follows a job to its end, and gives it as it ended. */
    public JobView follow(Service service, UUID job) {
        try {
            return new JobFeed(service, JobFeed.Patience.USUAL, line::say).follow(job, this);
        } finally {
            line.clear();
        }
    }

    /** Seconds from Enter to the first measurement that arrived, if one did. */
    public Optional<Double> firstMetricSeconds() {
        return Optional.ofNullable(firstMetricSeconds);
    }

    @Override
    public void accept(JobEvent event) {
        switch (event) {
            case JobEvent.State state -> state(state.job());
            case JobEvent.Metrics metrics -> noteMetric(metrics.points().isEmpty());
            case JobEvent.Log log ->
                log.lines().stream()
                        .filter(entry -> !"INFO".equals(entry.level()))
                        .forEach(this::log);
        }
    }

    private void state(JobView job) {
        if (job.state() != shownState || !java.util.Objects.equals(job.stateReason(), shownReason)) {
            shownState = job.state();
            shownReason = job.stateReason();
            line.say("  " + stateLine(job));
        }
        Progress progress = job.progress();
        if (progress != null) {
            noteMetric(progress.loss() == null);
            if (!job.state().isFinal() && due(progress)) {
                line.show("  " + bar(job, progress));
                shownEpoch = (int) progress.epoch();
                shownAt = setting.enteredAt().clock().instant();
            }
        }
    }

    private boolean due(Progress progress) {
        return line.drawsOver()
                || (int) progress.epoch() > shownEpoch
                || Duration.between(shownAt, setting.enteredAt().clock().instant())
                                .compareTo(BETWEEN_LINES)
                        >= 0;
    }

    private void noteMetric(boolean none) {
        if (firstMetricSeconds == null && !none) {
            firstMetricSeconds = setting.enteredAt().secondsAgo();
        }
    }

    private void log(LogLine.Stored entry) {
        line.say("  " + entry.level().toLowerCase(Locale.ROOT) + ": " + Printable.indented(entry.text()));
    }

    private static String stateLine(JobView job) {
        String node = job.state() == JobState.RUNNING && job.node() != null
                ? " on " + Printable.inLine(job.node().name())
                : "";
        String reason = job.stateReason() == null ? "" : ": " + Printable.indented(job.stateReason());
        return job.state().toString().toLowerCase(Locale.ROOT) + node + reason;
    }

    private static String bar(JobView job, Progress progress) {
        double done = progress.totalSteps() == 0 ? 0 : (double) progress.step() / progress.totalSteps();
        int full = (int) Math.round(Math.clamp(done, 0.0, 1.0) * BAR);
        return "[" + "█".repeat(full) + "░".repeat(BAR - full) + "] "
                + String.format(Locale.ROOT, "%3.0f %%  ", done * 100)
                + JobText.progress(progress)
                + (job.node() == null ? "" : ", " + job.node().name());
    }

    /** How a job ended, in a line. */
    static String ending(JobView job) {
        String failure = job.failure() == null
                ? ""
                : ": " + Printable.indented(job.failure().message());
        String measured = job.evaluation().isEmpty() ? "" : ", held out: " + JobText.evaluation(job.evaluation());
        String took = job.startedAt() == null || job.finishedAt() == null
                ? ""
                : " after " + Quantity.duration(Duration.between(job.startedAt(), job.finishedAt()));
        return job.name() + " " + job.state() + took + measured + failure;
    }
}
