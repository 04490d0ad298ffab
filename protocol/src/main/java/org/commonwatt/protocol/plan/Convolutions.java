package org.commonwatt.protocol.plan;

import org.commonwatt.protocol.spec.Layer;

/** Arithmetic of convolutions. */
final class Convolutions {

    private Convolutions() {}

    static Effect of(Layer.Conv1d layer, Shape input) throws Misfit {
        return convolved(window(layer), input, layer.filters(), layer.kernel(), layer.groups(), layer.bias());
    }

    static Effect of(Layer.Conv2d layer, Shape input) throws Misfit {
        long area = (long) layer.kernel() * layer.kernel();
        return convolved(window(layer), input, layer.filters(), area, layer.groups(), layer.bias());
    }

    static Window window(Layer.Conv1d layer) {
        return new Window(1, spread(layer.kernel(), layer.dilation()), layer.stride(), layer.padding());
    }

    static Window window(Layer.Conv2d layer) {
        return new Window(2, spread(layer.kernel(), layer.dilation()), layer.stride(), layer.padding());
    }

    private static long spread(long kernel, long dilation) {
        return dilation * (kernel - 1) + 1;
    }

    /** filters·C/groups·area weights; each output is C/groups·area multiply-adds and the bias. */
    private static Effect convolved(Window window, Shape input, long filters, long area, long groups, boolean hasBias)
            throws Misfit {
        Shape output = window.slide(input, filters);
        if (input.first() % groups != 0 || filters % groups != 0) {
            throw Misfit.in(
                    "groups",
                    groups + " groups divide "
                            + (input.first() % groups == 0
                                    ? "its " + filters + " filters"
                                    : input.first() + " channels")
                            + " unevenly");
        }
        long weightsPerFilter = input.first() / groups * area;
        long bias = hasBias ? 1 : 0;
        return new Effect(
                output,
                Math.multiplyExact(filters, weightsPerFilter + bias),
                Math.multiplyExact(output.elements(), 2 * weightsPerFilter + bias));
    }
}
