package org.commonwatt.protocol.plan;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.spec.Training;

/** Whether what is said of training holds together, once its steps are counted. */
final class TrainingFit {

    private TrainingFit() {}

    static void check(Training training, long steps, Violations violations) {
        int warmup = training.schedule().warmupSteps();
        if (warmup > 0 && warmup >= steps) {
            violations.add(
                    "/training/schedule/warmupSteps",
                    "a warm-up of " + warmup + " steps leaves none of the run's " + steps);
        }
    }
}
