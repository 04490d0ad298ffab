package org.commonwatt.scheduler.timing;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.commonwatt.scheduler.Weights;

/**
 * What its owner allows about the time of a task.
 *
 * @param deferrable whether it may wait and be paused for cleaner electricity
 * @param waitingBudget how long it may wait altogether, from its submission to its end; absolute, never renewed
 * @param deadline by when it should have ended, or null; wins over carbon
 * @param delayWeight λ: what a day's delay of its end is worth, in hours of the reference machine's work at the world's mean
 *     intensity. The worth of a person's time doesn't grow with the machine, so large work waits more readily than small
 */
public record Schedule(
        boolean deferrable,
        Duration waitingBudget,
        @Nullable Instant deadline,
        double delayWeight) {

    /** λ where nothing else is said. */
    public static final double DEFAULT_DELAY_WEIGHT = 0.2;

    /** Waiting budget of a task that may wait, where nothing else is said. */
    public static final Duration DEFAULT_WAITING_BUDGET = Duration.ofHours(24);

    /** Work that runs as soon as a node has room for it: the default. */
    public static final Schedule AT_ONCE = new Schedule(false, Duration.ZERO, null, DEFAULT_DELAY_WEIGHT);

    public Schedule {
        if (waitingBudget.isNegative()) {
            throw new IllegalArgumentException("a waiting budget is 0 or more");
        }
        if (!(delayWeight >= 0) || Double.isInfinite(delayWeight)) {
            throw new IllegalArgumentException("the weight of delay is a number of 0 or more");
        }
    }

    /** Work that may wait for {@code budget} in all, at the default weight of delay. */
    public static Schedule within(Duration budget) {
        return new Schedule(true, budget, null, DEFAULT_DELAY_WEIGHT);
    }

    /** Worth of an hour's delay in gCO2e. */
    double delayGramsPerHour() {
        return delayWeight / 24 * Weights.REFERENCE_KILOWATTS * Weights.REFERENCE_INTENSITY;
    }
}
