package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.recurrent.RNN;

/**
 * One direction of one recurrent layer, through the engine's own loop over a whole sequence. Arrays are laid out as
 * PyTorch lays them out; initial values are those of Keras: input weights Glorot uniform, state weights orthogonal, biases
 * zero but for the forget gate's of 1 (Jozefowicz et al. 2015, section 2.2).
 *
 * @param kind which cell
 * @param units length of the state
 */
record Recurrence(
        Kind kind, long units, Parameter inputWeight, Parameter stateWeight, Parameter inputBias, Parameter stateBias) {

    /** The cells, each with its number of gates. */
    enum Kind {
        LSTM(4),
        GRU(3),
        RNN(1);

        private final int gates;

        Kind(int gates) {
            this.gates = gates;
        }
    }

    /**
     * What a pass over a sequence gives.
     *
     * @param outputs the state after every place, (N, T, units)
     * @param last the state after the last place, (1, N, units)
     */
    record Result(NDArray outputs, NDArray last) {

        /** The state after the last place, (N, units). */
        NDArray state() {
            return last.squeeze(0);
        }
    }

    /** @param width values at each place of the input */
    static Recurrence of(Layout layout, String name, Kind kind, long units, long width) {
        long rows = kind.gates * units;
        Initial zero = new Initial.Constant(0);
        return new Recurrence(
                kind,
                units,
                // Keras draws all gates as one matrix of (width, rows).
                layout.parameter(name + ".inputWeight", new Shape(rows, width), Initial.glorotUniform(width, rows)),
                layout.parameter(
                        name + ".stateWeight", new Shape(rows, units), new Initial.Orthogonal(Math.toIntExact(units))),
                layout.parameter(
                        name + ".inputBias",
                        new Shape(rows),
                        kind == Kind.LSTM ? new Initial.Part(1, Math.toIntExact(units), 1) : zero),
                layout.parameter(name + ".stateBias", new Shape(rows), zero));
    }

    /** From a state of zeros. Input (N, T, D). */
    Result run(NDArray x, Pass pass) {
        NDArray zeros = x.getManager().zeros(new Shape(1, x.getShape().get(0), units));
        return loop(x, zeros, zeros, pass);
    }

    /**
     * From a given state.
     *
     * @param x (N, T, D)
     * @param state (N, units)
     * @param cell (N, units); of an LSTM alone
     */
    Result run(NDArray x, NDArray state, NDArray cell, Pass pass) {
        return loop(x, state.expandDims(0), cell.expandDims(0), pass);
    }

    private Result loop(NDArray x, NDArray state, NDArray cell, Pass pass) {
        NDList parameters =
                new NDList(pass.of(inputWeight), pass.of(stateWeight), pass.of(inputBias), pass.of(stateBias));
        NDArrayEx engine = x.getNDArrayInternal();
        boolean training = pass.training();
        NDList results =
                switch (kind) {
                    case LSTM -> engine.lstm(x, new NDList(state, cell), parameters, true, 1, 0, training, false, true);
                    case GRU -> engine.gru(x, state, parameters, true, 1, 0, training, false, true);
                    case RNN ->
                        engine.rnn(x, state, parameters, true, 1, RNN.Activation.TANH, 0, training, false, true);
                };
        return new Result(results.get(0), results.get(1));
    }
}
