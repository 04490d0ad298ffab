package org.commonwatt.protocol.plan;

import org.commonwatt.protocol.spec.Layer;

/** Arithmetic of normalisations: subtract, divide, scale and shift each value; mean and variance cost about as much. */
final class Normalisations {

    private static final long FLOPS_PER_ELEMENT = 8;

    private Normalisations() {}

    /** Weight and bias for each channel; running mean and variance are measured, not trained. */
    static Effect of(Layer.BatchNorm layer, Shape input) {
        return normalised(input, Math.multiplyExact(2, input.first()));
    }

    /** Weight and bias for each place of the last dimension. */
    static Effect of(Layer.LayerNorm layer, Shape input) {
        return normalised(input, Math.multiplyExact(2, input.last()));
    }

    private static Effect normalised(Shape input, long parameters) {
        return new Effect(input, parameters, Math.multiplyExact(FLOPS_PER_ELEMENT, input.elements()));
    }
}
