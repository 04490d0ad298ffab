package org.commonwatt.worker.training.optimizer;

import org.commonwatt.protocol.spec.Optimizer;
import org.commonwatt.protocol.spec.Schedule;

/** The step size of every step of a run: a function of the step's number alone, so that it needs no place in a checkpoint. */
public final class StepSizes {

    private final double full;
    private final Schedule schedule;
    private final long steps;

    /** @param steps steps of the whole run */
    public StepSizes(Optimizer optimizer, Schedule schedule, long steps) {
        this.full = optimizer.learningRate();
        this.schedule = schedule;
        this.steps = steps;
    }

    /** The size of the step after {@code done} others. */
    public double after(long done) {
        int warmup = schedule.warmupSteps();
        if (done < warmup) {
            return full * (done + 1) / warmup;
        }
        long since = done - warmup;
        double progress = (double) since / (steps - warmup);
        return switch (schedule) {
            case Schedule.Constant constant -> full;
            case Schedule.Step step -> full * Math.pow(step.factor(), (double) (since / step.every()));
            case Schedule.Linear linear -> full * (1 - (1 - linear.finalShare()) * progress);
            case Schedule.Cosine cosine -> {
                double share = (1 + Math.cos(Math.PI * progress)) / 2;
                yield full * (cosine.finalShare() + (1 - cosine.finalShare()) * share);
            }
        };
    }

    /** Whether not all steps are of one size. */
    public boolean vary() {
        return !(schedule instanceof Schedule.Constant) || schedule.warmupSteps() > 0;
    }
}
