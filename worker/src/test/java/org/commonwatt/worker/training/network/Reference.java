package org.commonwatt.worker.training.network;

import java.util.Random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import org.assertj.core.data.Offset;

import static org.assertj.core.api.Assertions.assertThat;

/** The forward pass of a network, written down a second time in plain Java and double precision. */
@FunctionalInterface
interface Reference {

    /** All outputs in order. */
    double[] outputs(Weights weights);

    /**
     * Gives all parameters random values and demands that the network gives what the reference gives, and that the gradient
     * of a sum of its outputs, each with a weight of its own, is the reference's by central differences.
     */
    default void holds(NDManager manager, Network network, NDArray input) {
        holds(manager, network, new NDList(input));
    }

    /** The same of several inputs. */
    default void holds(NDManager manager, Network network, NDList input) {
        Random random = new Random(5);
        float[] values = new float[network.values().length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() / 2);
        }
        network.values().floats().put(values);
        double[] exact = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            exact[i] = values[i];
        }

        double[] expected = outputs(new Weights(network.layout(), exact));
        float[] actual = network.evaluate(input).toFloatArray();
        assertThat(actual).hasSize(expected.length);
        float[] shares = new float[actual.length];
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i]).as("output " + i).isCloseTo(expected[i], Offset.offset(2e-5));
            shares[i] = (float) random.nextGaussian();
        }

        float[] gradient;
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray leaf = network.leaf(manager);
            NDArray output = network.train(input, leaf);
            collector.backward(
                    output.mul(manager.create(shares, output.getShape())).sum());
            gradient = leaf.getGradient().toFloatArray();
        }
        double step = 1e-5;
        for (int i = 0; i < exact.length; i++) {
            double value = exact[i];
            exact[i] = value + step;
            double above = sum(exact, network.layout(), shares);
            exact[i] = value - step;
            double below = sum(exact, network.layout(), shares);
            exact[i] = value;
            assertThat((double) gradient[i])
                    .as("gradient " + i)
                    .isCloseTo((above - below) / (2 * step), Offset.offset(2e-3));
        }
    }

    private double sum(double[] exact, Layout layout, float[] shares) {
        double[] outputs = outputs(new Weights(layout, exact));
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum += shares[i] * outputs[i];
        }
        return sum;
    }
}
