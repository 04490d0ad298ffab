package org.commonwatt.protocol.plan;

import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.RecurrentOutput;

/** Arithmetic of layers that go through a sequence place by place. */
final class Recurrences {

    /** An exponential and what goes with it, as polynomial kernels compute it. */
    private static final long TRANSCENDENTAL = 10;

    private Recurrences() {}

    /** Three sigmoids, two tanh; two products and an addition for the cell, a product for the state. */
    static Effect of(Layer.Lstm layer, Shape input) throws Misfit {
        return recurrent(4, 5 * TRANSCENDENTAL + 4, layer.units(), layer.bidirectional(), layer.output(), input);
    }

    /** Two sigmoids, a tanh; a product inside it, and (h − n)·z + n. */
    static Effect of(Layer.Gru layer, Shape input) throws Misfit {
        return recurrent(3, 3 * TRANSCENDENTAL + 4, layer.units(), layer.bidirectional(), layer.output(), input);
    }

    static Effect of(Layer.Rnn layer, Shape input) throws Misfit {
        return recurrent(1, TRANSCENDENTAL, layer.units(), layer.bidirectional(), layer.output(), input);
    }

    /** An addition or a comparison for each value. */
    static Effect of(Layer.TimePool layer, Shape input) throws Misfit {
        Sequences.require(input);
        return new Effect(Shape.of(input.last()), 0, input.elements());
    }

    /**
     * @param gates number of products of input and state with a matrix at each place
     * @param flopsPerUnit what is computed with them for each value of the state
     */
    private static Effect recurrent(
            long gates, long flopsPerUnit, long units, boolean bidirectional, RecurrentOutput output, Shape input)
            throws Misfit {
        Sequences.require(input);
        long places = input.first();
        long directions = bidirectional ? 2 : 1;
        long rows = gates * units;
        long perPlace = Math.addExact(
                Math.multiplyExact(rows, 2 * input.last() + 2 * units + 2), Math.multiplyExact(units, flopsPerUnit));
        Shape states = Shape.of(places, directions * units);
        return new Effect(
                output == RecurrentOutput.LAST ? Shape.of(states.last()) : states,
                Math.multiplyExact(directions * rows, input.last() + units + 2),
                Math.multiplyExact(directions * places, perPlace),
                // Its gates before and after their functions, the cell and the state.
                Math.multiplyExact(states.elements(), 2 * gates + 2));
    }
}
