package org.commonwatt.protocol.plan;

import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.Layer;

/** Arithmetic of layers that touch each value by itself, or only its place. */
final class Elementwise {

    /** An exponential and what goes with it, as polynomial kernels compute it. */
    private static final long TRANSCENDENTAL = 10;

    private Elementwise() {}

    /** A draw and a product in training; nothing in evaluation, which the forward pass here leaves aside. */
    static Effect of(Layer.Dropout layer, Shape input) {
        return Effect.keeping(input, 2);
    }

    static Effect of(Layer.Flatten layer, Shape input) {
        return new Effect(Shape.of(input.elements()), 0, 0);
    }

    static Effect of(Layer.Reshape layer, Shape input) throws Misfit {
        Shape output = new Shape(layer.shape().stream().map(Integer::longValue).toList());
        if (output.elements() != input.elements()) {
            throw Misfit.in(
                    "shape", "its shape " + output + " has " + output.elements() + " values, not " + input.elements());
        }
        return new Effect(output, 0, 0);
    }

    static Effect of(Layer.Activation layer, Shape input) {
        return Effect.keeping(input, flops(layer.function()));
    }

    private static long flops(ActivationFunction function) {
        return switch (function) {
            case RELU -> 1;
            case RELU6, LEAKY_RELU -> 2;
            case ELU, GELU, SILU, TANH, SIGMOID, SOFTMAX -> TRANSCENDENTAL;
        };
    }
}
