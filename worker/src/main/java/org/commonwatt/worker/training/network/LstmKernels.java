package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.worker.training.tensor.Torch;

/**
 * The engine's loop of an LSTM, with kernels that are right on this machine. oneDNN has one set of them for learning and another
 * for looking alone, which it chooses by whether gradients are recorded at all. The second gives wrong states of some widths where
 * an AMD processor's hypervisor hides the caches, so both are compared once, and where they differ the first does for all.
 */
final class LstmKernels {

    private static final Logger LOG = LoggerFactory.getLogger(LstmKernels.class);

    /** A shape at which they were found to differ, by 0.4. */
    private static final int WIDTH = 16;

    private static final int PLACES = 5;
    private static final float MOST = 1e-3f;

    private LstmKernels() {}

    /** Found at the first use, once the engine is there. */
    private static final class Looking {

        private static final boolean IS_RIGHT = isRight();

        private static boolean isRight() {
            try (NDManager manager = Torch.load().newBaseManager()) {
                NDArray numbers = manager.arange(PLACES * WIDTH).sin();
                NDArray x = numbers.reshape(1, PLACES, WIDTH);
                NDArray weights = manager.arange(4 * WIDTH * WIDTH).cos().reshape(4 * WIDTH, WIDTH);
                NDArray bias = manager.zeros(new Shape(4 * WIDTH));
                NDArray zeros = manager.zeros(new Shape(1, 1, WIDTH));
                NDList begin = new NDList(zeros, zeros);
                NDList parameters = new NDList(weights, weights, bias, bias);
                NDArray looked = Torch.withoutGradients(() -> engine(x, begin, parameters, false))
                        .get(0);
                NDArray learned = Torch.withGradients(() -> engine(x, begin, parameters, false))
                        .get(0);
                float difference = looked.sub(learned).abs().max().getFloat();
                if (difference > MOST) {
                    LOG.warn("LSTMs are looked at by the kernels for learning: the others are off by {}", difference);
                }
                return difference <= MOST;
            }
        }
    }

    /**
     * A pass over a sequence.
     *
     * @param x (N, T, D)
     * @param begin state and cell before it, (1, N, units) each
     * @param parameters input weights (4 · units, D), state weights (4 · units, units), and their biases
     * @param training whether gradients are recorded
     * @return states (N, T, units), and the last state and cell, (1, N, units) each
     */
    static NDList run(NDArray x, NDList begin, NDList parameters, boolean training) {
        return training || Looking.IS_RIGHT
                ? engine(x, begin, parameters, training)
                : Torch.withGradients(() -> engine(x, begin, parameters, false));
    }

    private static NDList engine(NDArray x, NDList begin, NDList parameters, boolean training) {
        return x.getNDArrayInternal().lstm(x, begin, parameters, true, 1, 0, training, false, true);
    }
}
