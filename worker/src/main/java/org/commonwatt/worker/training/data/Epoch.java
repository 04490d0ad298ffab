package org.commonwatt.worker.training.data;

import java.util.function.LongUnaryOperator;

import org.jspecify.annotations.Nullable;

import org.commonwatt.worker.training.seed.Mixing;

/**
 * One pass over a split.
 *
 * @param order which example stands at which place
 * @param augmentation seed of what random transforms draw in this pass, or null where they are to draw nothing
 */
public record Epoch(LongUnaryOperator order, @Nullable Long augmentation) {

    /** For looking only: from the first example to the last, none of them altered at random. */
    public static final Epoch IN_ORDER = new Epoch(place -> place, null);

    /** The example at {@code place}. */
    long at(long place) {
        return order.applyAsLong(place);
    }

    /** What random transforms draw from for an example in this pass. */
    @Nullable
    Long seedFor(long example) {
        return augmentation == null ? null : Mixing.mix(augmentation + Mixing.mix(example));
    }
}
