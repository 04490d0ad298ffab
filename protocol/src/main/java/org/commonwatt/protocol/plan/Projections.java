package org.commonwatt.protocol.plan;

import org.commonwatt.protocol.spec.Layer;

/** Arithmetic of fully connected layers. */
final class Projections {

    private Projections() {}

    /** units·in weights; each output is {@code in} multiply-adds and the bias. */
    static Effect of(Layer.Dense layer, Shape input) {
        Shape output = input.withLast(layer.units());
        long bias = layer.bias() ? 1 : 0;
        return new Effect(
                output,
                Math.multiplyExact(layer.units(), Math.addExact(input.last(), bias)),
                Math.multiplyExact(output.elements(), Math.addExact(Math.multiplyExact(2, input.last()), bias)));
    }
}
