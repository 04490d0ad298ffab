package org.commonwatt.worker.training.checkpoint;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The best evaluation of a run so far.
 *
 * @param step steps done when it was made
 * @param value what is compared
 * @param evaluation all that was measured then
 * @param since evaluations in a row that were not better by as much as counts
 * @param mark what the next must be better than by as much as counts, or null where that is {@code value}
 */
public record Best(
        long step,
        double value,
        Map<String, Double> evaluation,
        int since,
        @Nullable Double mark) {

    /** After another evaluation that was not better. */
    public Best outlasted() {
        return new Best(step, value, evaluation, since + 1, mark);
    }
}
