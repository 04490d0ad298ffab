package org.commonwatt.protocol.plan;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.spec.Layer;

/** Arithmetic of poolings; none has parameters. */
final class Poolings {

    private Poolings() {}

    static Effect of(Layer.MaxPool2d layer, Shape input) throws Misfit {
        return windowed(window(layer), input);
    }

    static Effect of(Layer.AvgPool2d layer, Shape input) throws Misfit {
        return windowed(window(layer), input);
    }

    static Effect of(Layer.MaxPool1d layer, Shape input) throws Misfit {
        return windowed(window(layer), input);
    }

    static Effect of(Layer.AvgPool1d layer, Shape input) throws Misfit {
        return windowed(window(layer), input);
    }

    static Effect of(Layer.GlobalAvgPool2d layer, Shape input) throws Misfit {
        return everywhere(input);
    }

    static Effect of(Layer.GlobalMaxPool2d layer, Shape input) throws Misfit {
        return everywhere(input);
    }

    static Window window(Layer.MaxPool1d layer) {
        return window(1, layer.kernel(), layer.stride(), layer.padding());
    }

    static Window window(Layer.AvgPool1d layer) {
        return window(1, layer.kernel(), layer.stride(), layer.padding());
    }

    static Window window(Layer.MaxPool2d layer) {
        return window(2, layer.kernel(), layer.stride(), layer.padding());
    }

    static Window window(Layer.AvgPool2d layer) {
        return window(2, layer.kernel(), layer.stride(), layer.padding());
    }

    private static Window window(int dimensions, int kernel, @Nullable Integer stride, int padding) {
        return new Window(dimensions, kernel, stride == null ? kernel : stride, padding);
    }

    /** One addition or comparison for each input value. */
    private static Effect everywhere(Shape input) throws Misfit {
        Window.requireImage(input);
        return new Effect(Shape.of(input.first()), 0, input.elements());
    }

    /** One comparison or addition for each value of each window. */
    private static Effect windowed(Window window, Shape input) throws Misfit {
        // libtorch refuses more: a window could lie in the padding alone.
        if (window.padding() * 2 > window.kernel()) {
            throw Misfit.in(
                    "padding", "padding " + window.padding() + " is more than half the kernel of " + window.kernel());
        }
        Shape output = window.slide(input, input.first());
        return new Effect(output, 0, Math.multiplyExact(output.elements(), window.values()));
    }
}
