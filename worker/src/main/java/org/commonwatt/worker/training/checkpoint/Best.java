package org.commonwatt.worker.training.checkpoint;

import java.util.Map;

/**
 * The best evaluation of a run so far.
 *
 * @param step steps done when it was made
 * @param value what is compared
 * @param evaluation all that was measured then
 * @param since evaluations after it, none of them better
 */
public record Best(long step, double value, Map<String, Double> evaluation, int since) {

    /** After another evaluation that was not better. */
    public Best outlasted() {
        return new Best(step, value, evaluation, since + 1);
    }
}
