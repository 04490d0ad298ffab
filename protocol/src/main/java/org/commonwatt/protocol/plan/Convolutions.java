package org.commonwatt.protocol.plan;

import org.commonwatt.protocol.spec.Layer;

/** Arithmetic of convolutions. */
final class Convolutions {

    private Convolutions() {}

    /** filters·C·k² weights; each of filters·H'·W' outputs is C·k² multiply-adds and the bias. */
    static Effect of(Layer.Conv2d layer, Shape input) throws Misfit {
        Shape output = window(layer).slide(input, layer.filters());
        long weightsPerFilter = input.first() * layer.kernel() * layer.kernel();
        long bias = layer.bias() ? 1 : 0;
        return new Effect(
                output,
                Math.multiplyExact(layer.filters(), weightsPerFilter + bias),
                Math.multiplyExact(output.elements(), 2 * weightsPerFilter + bias));
    }

    static Window window(Layer.Conv2d layer) {
        return new Window(layer.kernel(), layer.stride(), layer.padding());
    }
}
