package org.commonwatt.protocol.plan;

import java.util.List;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.form.Words;
import org.commonwatt.protocol.spec.EarlyStop;
import org.commonwatt.protocol.spec.Metric;
import org.commonwatt.protocol.spec.Training;

/** Whether what is said of training holds together. */
final class TrainingFit {

    private TrainingFit() {}

    static void checkLength(Training training, Violations violations) {
        if (training.epochs() == null && training.steps() == null) {
            violations.add("/training", "how long to train is missing: epochs or steps", "epochs: 10");
        }
        if (training.epochs() != null && training.steps() != null) {
            violations.add("/training/steps", "how long to train is given twice, in epochs and in steps");
        }
    }

    /**
     * Steps of the whole run.
     *
     * @throws ArithmeticException beyond 2⁶³
     */
    static long steps(Training training, long stepsPerEpoch) {
        if (training.steps() != null) {
            return training.steps();
        }
        return training.epochs() == null ? stepsPerEpoch : Math.multiplyExact(stepsPerEpoch, training.epochs());
    }

    /** How often the evaluation split is passed. */
    static long evaluations(Training training, long stepsPerEpoch, long steps) {
        long every = training.evaluateSteps() == null ? stepsPerEpoch : training.evaluateSteps();
        return Math.ceilDiv(steps, every);
    }

    static void check(Training training, List<Metric> metrics, long steps, Violations violations) {
        int warmup = training.schedule().warmupSteps();
        if (warmup > 0 && warmup >= steps) {
            violations.add(
                    "/training/schedule/warmupSteps",
                    "a warm-up of " + warmup + " steps leaves none of the run's " + steps);
        }
        EarlyStop stop = training.earlyStop();
        if (stop != null && stop.metric() != null && !metrics.contains(stop.metric())) {
            violations.add(
                    "/training/earlyStop/metric",
                    Words.ofConstant(stop.metric()) + " is not among the metrics that are measured");
        }
    }
}
