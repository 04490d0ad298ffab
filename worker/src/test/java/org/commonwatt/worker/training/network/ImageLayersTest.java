package org.commonwatt.worker.training.network;

import java.util.List;
import java.util.SplittableRandom;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.Initialisation;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;

class ImageLayersTest {

    private static final Offset<Float> CLOSE = Offset.offset(1e-4f);

    private final NDManager manager = Torch.load().newBaseManager();
    private final SplittableRandom random = new SplittableRandom(5);

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void convolutionsWithStridePaddingGapsAndGroupsAreWhatTheirDefinitionSays() {
        for (ReferenceConvolution reference : List.of(
                new ReferenceConvolution(1, 5, 6, 2, 3, 3, 1, 0, 1, 1),
                new ReferenceConvolution(3, 7, 8, 4, 3, 3, 2, 1, 1, 1),
                new ReferenceConvolution(4, 9, 8, 6, 3, 3, 1, 2, 2, 2),
                new ReferenceConvolution(6, 6, 5, 6, 3, 3, 2, 1, 1, 6),
                new ReferenceConvolution(4, 9, 9, 8, 2, 2, 3, 0, 3, 4),
                // Numbers of channels with which they lie innermost in memory.
                new ReferenceConvolution(3, 6, 5, 16, 3, 3, 1, 1, 1, 1),
                new ReferenceConvolution(16, 5, 6, 32, 3, 3, 2, 0, 1, 1),
                new ReferenceConvolution(16, 5, 4, 16, 1, 1, 2, 0, 1, 1))) {
            Layer layer = new Layer.Conv2d(
                    null,
                    reference.filters(),
                    reference.kernelWidth(),
                    reference.stride(),
                    reference.padding(),
                    reference.dilation(),
                    reference.groups(),
                    true,
                    Initialisation.GLOROT_UNIFORM);
            check(reference, layer, List.of(reference.channels(), reference.height(), reference.width()));
        }
    }

    @Test
    void convolutionsOverALengthAreWhatTheirDefinitionSays() {
        for (ReferenceConvolution reference : List.of(
                new ReferenceConvolution(2, 1, 9, 3, 1, 3, 1, 1, 1, 1),
                new ReferenceConvolution(4, 1, 15, 6, 1, 5, 3, 2, 2, 2))) {
            Layer layer = new Layer.Conv1d(
                    null,
                    reference.filters(),
                    reference.kernelWidth(),
                    reference.stride(),
                    reference.padding(),
                    reference.dilation(),
                    reference.groups(),
                    true,
                    Initialisation.HE_UNIFORM);
            check(reference, layer, List.of(reference.channels(), reference.width()));
        }
    }

    private void check(ReferenceConvolution reference, Layer layer, List<Integer> shape) {
        Network network = Networks.of(manager, shape, layer);
        double[] parameters = randoms(reference.weights() + reference.filters());
        double[] x = randoms(reference.channels() * reference.height() * reference.width());
        network.values().floats().put(floats(parameters));
        NDArray input = manager.create(floats(x), batchOfOne(shape));

        NDArray output = network.evaluate(input);

        assertThat(output.toFloatArray())
                .as("%s", reference)
                .containsExactly(floats(reference.of(x, parameters)), CLOSE);
        assertThat(gradientOfSquare(network, input))
                .as("gradient of %s", reference)
                .containsExactly(floats(reference.gradientOfSquare(x, parameters)), Offset.offset(1e-2f));
    }

    @Test
    void poolsOverALengthTakeTheMaximumAndTheMeanOfTheirWindows() {
        NDArray x = manager.create(new float[] {1, 5, 2, 4, -3, -6}, new Shape(1, 1, 6));

        assertThat(Networks.of(manager, List.of(1, 6), new Layer.MaxPool1d(null, 3, 2, 1))
                        .evaluate(x)
                        .toFloatArray())
                .containsExactly(5, 5, 4);
        assertThat(Networks.of(manager, List.of(1, 6), new Layer.AvgPool1d(null, 2, null, 1))
                        .evaluate(x)
                        .toFloatArray())
                .containsExactly(0.5f, 3.5f, 0.5f, -3);
    }

    @Test
    void theGlobalMaximumIsThatOfEachChannel() {
        NDArray x = manager.create(new float[] {1, 9, 2, 3, -4, -2, -8, -9}, new Shape(1, 2, 2, 2));

        assertThat(Networks.of(manager, List.of(2, 2, 2), new Layer.GlobalMaxPool2d(null))
                        .evaluate(x))
                .returns(new Shape(1, 2), NDArray::getShape)
                .satisfies(most -> assertThat(most.toFloatArray()).containsExactly(9, -2));
    }

    @Test
    void reshapingKeepsTheOrderOfValues() {
        NDArray x = manager.arange(12f).reshape(2, 6);

        NDArray y = Networks.of(manager, List.of(6), new Layer.Reshape(null, List.of(2, 3)))
                .evaluate(x);

        assertThat(y.getShape()).isEqualTo(new Shape(2, 2, 3));
        assertThat(y.toFloatArray()).isEqualTo(x.toFloatArray());
    }

    @Test
    void relu6EndsAtSixAndItsSlopeThere() {
        Network network = Networks.of(
                manager,
                List.of(1),
                new Layer.Dense(null, 1, false),
                new Layer.Activation(null, ActivationFunction.RELU6));
        network.values().floats().put(new float[] {1});

        assertThat(network.evaluate(manager.create(new float[] {-1, 3, 7}, new Shape(3, 1)))
                        .toFloatArray())
                .containsExactly(0, 3, 6);
        assertThat(gradientOfSquare(network, manager.create(new float[] {3}, new Shape(1, 1))))
                .containsExactly(18);
        assertThat(gradientOfSquare(network, manager.create(new float[] {7}, new Shape(1, 1))))
                .containsExactly(0);
    }

    @Test
    void aResidualAddsItsInputToItsLayers() {
        // y = relu(2x) + x: (−1, 3) becomes (−1, 9), and d(y²)/dw = 2y·x where the relu lets it through.
        Network network = Networks.of(
                manager,
                List.of(1),
                new Layer.Residual(
                        null,
                        List.of(new Layer.Dense(null, 1, false), new Layer.Activation(null, ActivationFunction.RELU)),
                        null));
        network.values().floats().put(new float[] {2});
        NDArray x = manager.create(new float[] {-1, 3}, new Shape(2, 1));

        assertThat(network.evaluate(x).toFloatArray()).containsExactly(-1, 9);
        assertThat(gradientOfSquare(network, x)).containsExactly(2 * 9 * 3);
    }

    @Test
    void aShortcutReplacesTheInputAndItsParametersAreNamedApart() {
        // y = 2x + 1 through the layers and 10x around them.
        Network network = Networks.of(
                manager,
                List.of(1),
                new Layer.Residual(
                        "block", List.of(new Layer.Dense(null, 1, true)), List.of(new Layer.Dense(null, 1, false))));
        network.values().floats().put(new float[] {2, 1, 10});

        assertThat(network.evaluate(manager.create(new float[] {3}, new Shape(1, 1)))
                        .toFloatArray())
                .containsExactly(37);
        assertThat(network.layout().parameters())
                .extracting(Parameter::path)
                .containsExactly("block.dense1.weight", "block.dense1.bias", "block.shortcut.dense1.weight");
    }

    @Test
    void heInitialisationKeepsTheSizeOfSignalsThroughManyRelus() {
        Layer[] layers = new Layer[32];
        for (int i = 0; i < layers.length; i += 2) {
            layers[i] = new Layer.Conv2d(null, 32, 3, 1, 1, 1, 1, true, Initialisation.HE_UNIFORM);
            layers[i + 1] = new Layer.Activation(null, ActivationFunction.RELU);
        }
        Network network = Networks.of(manager, List.of(32, 8, 8), layers);

        float mean = network.evaluate(manager.randomNormal(new Shape(4, 32, 8, 8)))
                .square()
                .mean()
                .getFloat();

        // Glorot's halves it sixteen times; zeros at the borders take some of it either way.
        assertThat(mean).isBetween(0.01f, 4f);
    }

    private float[] gradientOfSquare(Network network, NDArray x) {
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray leaf = network.leaf(manager);
            collector.backward(network.train(x, leaf).square().sum());
            return leaf.getGradient().toFloatArray();
        }
    }

    private double[] randoms(int count) {
        return random.doubles(count, -1, 1).toArray();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static Shape batchOfOne(List<Integer> shape) {
        return new Shape(1)
                .addAll(new Shape(shape.stream().mapToLong(Integer::longValue).toArray()));
    }
}
