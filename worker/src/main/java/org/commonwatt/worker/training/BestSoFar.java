package org.commonwatt.worker.training;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Words;
import org.commonwatt.protocol.spec.EarlyStop;
import org.commonwatt.protocol.spec.Metric;
import org.commonwatt.worker.training.checkpoint.Best;
import org.commonwatt.worker.training.network.Snapshot;

/**
 * Keeps the best network that was evaluated, and says when it has not got better for too long. Compared is with the best
 * of all, not with the one before (Prechelt 1998, "Early stopping – but when?", the third class of criteria). However little
 * better it is, the best is kept; but only one that is better by {@code minDelta} renews the patience.
 */
final class BestSoFar {

    private final EarlyStop settings;
    private final Snapshot weights;

    /** @param weights where the best network is kept */
    BestSoFar(EarlyStop settings, Snapshot weights) {
        this.settings = settings;
        this.weights = weights;
    }

    /** What is kept of the best network, for a checkpoint. */
    Snapshot weights() {
        return weights;
    }

    /**
     * Looks at an evaluation of the network as it is now, and copies the network if it is the best.
     *
     * @param best the best before, or null
     * @return the best after it; null while none had a value
     */
    @Nullable
    Best after(long step, Map<String, Double> evaluation, @Nullable Best best) {
        Double value = evaluation.get(name());
        if (value == null) {
            // Undefined on this split, such as R² of targets that do not vary.
            return best == null ? null : best.outlasted();
        }
        if (best != null && !isBetter(value, best.value(), 0)) {
            return best.outlasted();
        }
        weights.take();
        double mark = best == null ? value : Objects.requireNonNullElse(best.mark(), best.value());
        return best == null || isBetter(value, mark, settings.minDelta())
                ? new Best(step, value, evaluation, 0, null)
                : new Best(step, value, evaluation, best.since() + 1, mark);
    }

    private boolean isBetter(double value, double than, double by) {
        return higherIsBetter() ? value > than + by : value < than - by;
    }

    /** Whether it is time to give up. */
    boolean isOver(@Nullable Best best) {
        return best != null && best.since() >= settings.patience();
    }

    private boolean higherIsBetter() {
        Metric metric = settings.metric();
        return metric != null && metric.higherIsBetter();
    }

    /** What is compared, as it is called in reports. */
    String name() {
        Metric metric = settings.metric();
        return metric == null ? "loss" : Words.ofConstant(metric);
    }
}
