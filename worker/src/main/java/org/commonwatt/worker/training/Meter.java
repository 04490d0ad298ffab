package org.commonwatt.worker.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.job.Progress;
import org.commonwatt.worker.pipe.FromTrainer;

/** Gathers what steps measure and reports it: after the first step, then about once a second. */
final class Meter {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Reports reports;
    private final Plan plan;
    private long step;
    private double lossSum;
    private long lossCount;
    private long examples;
    private long nanos;
    private long reportedAt;
    private boolean anything;
    private @Nullable Double newestLoss;
    private @Nullable Double newestRate;
    private @Nullable Double newestAccuracy;
    private @Nullable Double newestStepSize;
    private @Nullable Double newestNorm;

    /**
     * What does not change while a run goes on.
     *
     * @param trainSplit name of the split that is trained on
     * @param evaluationSplit name of the split that is evaluated on
     */
    record Plan(long totalSteps, long stepsPerEpoch, String trainSplit, String evaluationSplit) {

        /** Passes over the training split; the last may not be a whole one. */
        int epochs() {
            return Math.toIntExact(Math.min(Integer.MAX_VALUE, Math.ceilDiv(totalSteps, stepsPerEpoch)));
        }
    }

    Meter(Reports reports, Plan plan, long step, @Nullable Double accuracy) {
        this.reports = reports;
        this.plan = plan;
        this.step = step;
        this.newestAccuracy = accuracy;
    }

    /** Counts a step; {@code took} is its time in ns. */
    void stepped(long done, Learner.Result result, long took) {
        step = done;
        lossSum += result.loss();
        lossCount++;
        examples += result.examples();
        nanos += took;
        newestLoss = result.loss();
        newestStepSize = result.stepSize();
        newestNorm = result.gradientNorm();
        if (!anything || isDue()) {
            report();
        }
    }

    /** Reports that the run lives, during work that measures nothing. */
    void pulse() {
        if (isDue()) {
            report();
        }
    }

    /** Reports an evaluation after the newest step, at once. */
    void evaluated(Map<String, Double> evaluation) {
        newestAccuracy = evaluation.get("accuracy");
        List<MetricPoint> points = trainingPoints();
        evaluation.forEach((name, value) -> points.add(point(name, plan.evaluationSplit(), value)));
        say(points);
    }

    private boolean isDue() {
        return System.nanoTime() - reportedAt >= PERIOD.toNanos();
    }

    private void report() {
        say(trainingPoints());
    }

    private List<MetricPoint> trainingPoints() {
        List<MetricPoint> points = new ArrayList<>();
        if (lossCount > 0) {
            double rate = examples * 1e9 / Math.max(1, nanos);
            newestRate = rate;
            points.add(point("loss", plan.trainSplit(), lossSum / lossCount));
            points.add(point("samplesPerSecond", plan.trainSplit(), rate));
            if (newestStepSize != null) {
                points.add(point("learningRate", plan.trainSplit(), newestStepSize));
            }
            if (newestNorm != null) {
                points.add(point("gradientNorm", plan.trainSplit(), newestNorm));
            }
        }
        lossSum = 0;
        lossCount = 0;
        examples = 0;
        nanos = 0;
        return points;
    }

    private void say(List<MetricPoint> points) {
        Progress progress = new Progress(
                step,
                plan.totalSteps(),
                epoch(),
                plan.epochs(),
                newestRate,
                newestLoss,
                newestAccuracy,
                reports.clock().instant());
        reports.say(new FromTrainer.Measured(progress, List.copyOf(points)));
        reportedAt = System.nanoTime();
        anything = true;
    }

    private MetricPoint point(String name, String split, double value) {
        return new MetricPoint(
                step, epoch(), name, split, value, reports.clock().instant());
    }

    private double epoch() {
        return (double) step / plan.stepsPerEpoch();
    }
}
