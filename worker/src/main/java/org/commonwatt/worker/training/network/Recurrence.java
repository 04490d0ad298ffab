package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
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
     * @param state the state after the last place, (N, units)
     * @param cell the cell after the last place of an LSTM, else the state again
     */
    record Result(NDArray outputs, NDArray state, NDArray cell) {}

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
        NDArray zeros = zeros(x.getManager(), x.getShape().get(0));
        return run(x, zeros, zeros, pass);
    }

    /**
     * From a given state.
     *
     * @param x (N, T, D)
     * @param state (N, units)
     * @param cell (N, units); of an LSTM alone
     */
    Result run(NDArray x, NDArray state, NDArray cell, Pass pass) {
        NDList parameters =
                new NDList(pass.of(inputWeight), pass.of(stateWeight), pass.of(inputBias), pass.of(stateBias));
        NDArray h = state.expandDims(0);
        NDList results =
                switch (kind) {
                    case LSTM ->
                        x.getNDArrayInternal()
                                .lstm(
                                        x,
                                        new NDList(h, cell.expandDims(0)),
                                        parameters,
                                        true,
                                        1,
                                        0,
                                        pass.training(),
                                        false,
                                        true);
                    case GRU -> x.getNDArrayInternal().gru(x, h, parameters, true, 1, 0, pass.training(), false, true);
                    case RNN ->
                        x.getNDArrayInternal()
                                .rnn(x, h, parameters, true, 1, RNN.Activation.TANH, 0, pass.training(), false, true);
                };
        return new Result(
                results.get(0), results.get(1).squeeze(0), results.getLast().squeeze(0));
    }

    NDArray zeros(NDManager manager, long examples) {
        return manager.zeros(new Shape(examples, units));
    }
}
