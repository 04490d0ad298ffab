package org.commonwatt.worker.training.network;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.worker.training.tensor.FlatVector;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NetworkTest {

    private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

    private final NDManager manager = Torch.load().newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void denseIsTheInputTimesTheTransposedWeightPlusTheBias() {
        Network network = Networks.of(manager, List.of(2), new Layer.Dense(null, 2, true));
        set(network, 1, 2, 3, 4, 10, 20);

        NDArray output = network.evaluate(input(new Shape(1, 2), 1, 1));

        assertThat(output.toFloatArray()).containsExactly(13, 27);
    }

    @Test
    void theGradientOfDenseIsWhatTheChainRuleSays() {
        // y = w·x + b with x = (2, 3) and loss = y²: y = 1·2 + 1·3 + 1 = 6; dw = 2y·x = (24, 36), db = 2y = 12.
        Network network = Networks.of(manager, List.of(2), new Layer.Dense(null, 1, true));
        set(network, 1, 1, 1);

        assertThat(gradientOfSquare(network, input(new Shape(1, 2), 2, 3))).containsExactly(24, 36, 12);
    }

    @Test
    void convolutionSlidesItsKernelOverThePaddedInput() {
        // A kernel of ones over a 2 × 2 input of ones with a border of zeros counts the covered ones.
        Network network = Networks.of(manager, List.of(1, 2, 2), new Layer.Conv2d(null, 1, 3, 1, 1, true));
        set(network, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5f);

        NDArray output = network.evaluate(manager.ones(new Shape(1, 1, 2, 2)));

        assertThat(output.getShape()).isEqualTo(new Shape(1, 1, 2, 2));
        assertThat(output.toFloatArray()).containsExactly(4.5f, 4.5f, 4.5f, 4.5f);
    }

    @Test
    void aPassThatOnlyLooksKeepsNothingBetweenItsInputAndItsOutput() {
        Layer.Activation relu = new Layer.Activation(null, ActivationFunction.RELU);
        Layer.Conv2d conv = new Layer.Conv2d(null, 2, 3, 1, 1, true);
        Network network = Networks.of(
                manager,
                List.of(2, 4, 4),
                conv,
                relu,
                new Layer.Dropout(null, 0.5),
                new Layer.Residual(null, List.of(conv, relu, conv), null),
                new Layer.Residual(null, List.of(conv), List.of(conv)),
                conv,
                new Layer.Flatten(null));
        NDArray images = manager.ones(new Shape(7, 2, 4, 4));
        float[] wanted = network.evaluate(images).toFloatArray();

        try (NDManager part = manager.newSubManager()) {
            NDArray input = images.duplicate();
            input.attach(part);
            NDArray output = network.evaluate(input);

            List<NDArray> ofImages = part.getManagedArrays().stream()
                    .filter(array ->
                            array.getShape().dimension() > 1 && array.getShape().get(0) == 7)
                    .toList();
            assertThat(ofImages).containsExactlyInAnyOrder(input, output);
            assertThat(output.toFloatArray()).isEqualTo(wanted);
        }
        assertThat(images.sum().getFloat()).isEqualTo(7 * 2 * 4 * 4);
    }

    @Test
    void poolsTakeTheMaximumTheMeanAndTheMeanOfAll() {
        NDArray x = input(new Shape(1, 1, 2, 4), 1, 2, 3, 4, 5, 6, 7, 8);
        List<Integer> shape = List.of(1, 2, 4);

        assertThat(Networks.of(manager, shape, new Layer.MaxPool2d(null, 2, null, 0))
                        .evaluate(x)
                        .toFloatArray())
                .containsExactly(6, 8);
        assertThat(Networks.of(manager, shape, new Layer.AvgPool2d(null, 2, 1, 0))
                        .evaluate(x)
                        .toFloatArray())
                .containsExactly(3.5f, 4.5f, 5.5f);
        assertThat(Networks.of(manager, shape, new Layer.GlobalAvgPool2d(null)).evaluate(x))
                .returns(new Shape(1, 1), NDArray::getShape)
                .satisfies(mean -> assertThat(mean.toFloatArray()).containsExactly(4.5f));
    }

    @Test
    void activationsAreTheTextbookFunctions() {
        Map<ActivationFunction, float[]> expected = new TreeMap<>(Map.of(
                ActivationFunction.RELU, new float[] {0, 0, 1},
                ActivationFunction.RELU6, new float[] {0, 0, 1},
                ActivationFunction.LEAKY_RELU, new float[] {-0.02f, 0, 1},
                ActivationFunction.ELU, new float[] {-0.8646647f, 0, 1},
                ActivationFunction.GELU, new float[] {-0.0455003f, 0, 0.8413447f},
                ActivationFunction.SILU, new float[] {-0.2384058f, 0, 0.7310586f},
                ActivationFunction.TANH, new float[] {-0.9640276f, 0, 0.7615942f},
                ActivationFunction.SIGMOID, new float[] {0.1192029f, 0.5f, 0.7310586f},
                ActivationFunction.SOFTMAX, new float[] {0.0351190f, 0.2594964f, 0.7053845f}));
        assertThat(expected).containsOnlyKeys(ActivationFunction.values());

        expected.forEach((function, values) -> {
            Network network = Networks.of(manager, List.of(3), new Layer.Activation(null, function));
            assertThat(network.evaluate(input(new Shape(1, 3), -2, 0, 1)).toFloatArray())
                    .as(function.name())
                    .containsExactly(values, CLOSE);
        });
    }

    @Test
    void layerNormalisationGivesEachExampleMeanZeroAndVarianceOne() {
        Network network = Networks.of(manager, List.of(2), new Layer.LayerNorm(null, 1e-5));

        assertThat(network.evaluate(input(new Shape(2, 2), 1, 3, 10, 30)).toFloatArray())
                .containsExactly(new float[] {-1, 1, -1, 1}, Offset.offset(1e-4f));
    }

    @Test
    void batchNormalisationMeasuresInTrainingAndRemembersForEvaluation() {
        Network network = Networks.of(manager, List.of(1), new Layer.BatchNorm(null, 1e-5, 0.9));
        NDArray batch = input(new Shape(2, 1), 1, 3);

        NDArray trained = network.train(batch, network.leaf(manager));

        // Mean 2, biased variance 1 for the batch; a tenth of mean 2 and of unbiased variance 2 is remembered.
        assertThat(trained.toFloatArray()).containsExactly(new float[] {-1, 1}, Offset.offset(1e-4f));
        assertThat(statistic(network, 0)).containsExactly(new float[] {0.2f}, CLOSE);
        assertThat(statistic(network, 1)).containsExactly(new float[] {0.9f + 0.2f}, CLOSE);
        assertThat(network.evaluate(input(new Shape(1, 1), 0.2f)).toFloatArray())
                .containsExactly(new float[] {0}, CLOSE);
        assertThat(statistic(network, 0)).containsExactly(new float[] {0.2f}, CLOSE);
    }

    @Test
    void aBatchOfOneIsNormalisedByWhatWasRemembered() {
        Network network = Networks.of(manager, List.of(1), new Layer.BatchNorm(null, 1e-5, 0.9));

        NDArray trained = network.train(input(new Shape(1, 1), 5), network.leaf(manager));

        assertThat(trained.toFloatArray()).containsExactly(new float[] {5}, Offset.offset(1e-3f));
        assertThat(statistic(network, 0)).containsExactly(0);
    }

    @Test
    void dropoutDropsItsShareInTrainingAloneAndScalesTheRest() {
        Network network = Networks.of(manager, List.of(10_000), new Layer.Dropout(null, 0.25));
        NDArray ones = manager.ones(new Shape(1, 10_000));

        float[] trained = network.train(ones, manager.create(0f)).toFloatArray();

        int dropped = 0;
        for (float value : trained) {
            if (value == 0) {
                dropped++;
            } else {
                assertThat(value).isCloseTo(1 / 0.75f, CLOSE);
            }
        }
        assertThat(dropped).isBetween(2300, 2700);
        assertThat(network.evaluate(ones).toFloatArray()).containsOnly(1);
    }

    @Test
    void theSameEngineSeedDropsTheSameValues() {
        Network network = Networks.of(manager, List.of(1000), new Layer.Dropout(null, 0.5));
        NDArray ones = manager.ones(new Shape(1, 1000));
        List<float[]> runs = new ArrayList<>();
        for (int seed : new int[] {5, 6, 5}) {
            manager.getEngine().setRandomSeed(seed);
            runs.add(network.train(ones, manager.create(0f)).toFloatArray());
        }

        assertThat(runs.get(0)).isEqualTo(runs.get(2)).isNotEqualTo(runs.get(1));
    }

    @Test
    void aFreshClassifierStartsAtTheLossOfAnEvenGuess() {
        Network network = Networks.of(
                manager,
                List.of(1, 28, 28),
                new Layer.Conv2d(null, 32, 3, 1, 0, true),
                new Layer.Activation(null, ActivationFunction.RELU),
                new Layer.MaxPool2d(null, 2, null, 0),
                new Layer.Flatten(null),
                new Layer.Dense(null, 10, true));
        network.initialise(1);

        NDArray output = network.evaluate(manager.randomUniform(0, 1, new Shape(16, 1, 28, 28)));

        double loss = -output.logSoftmax(1).get(":, 3").mean().getFloat();
        assertThat(loss).isBetween(2.1, 2.6);
    }

    @Test
    void initialValuesDependOnSeedAndPathAlone() {
        Layer hidden = new Layer.Dense("hidden", 4, true);
        Network plain = Networks.of(manager, List.of(4), hidden);
        Network deeper = Networks.of(manager, List.of(4), new Layer.Dense("before", 4, true), hidden);
        plain.initialise(9);
        deeper.initialise(9);
        float[] values = plain.values().array().toFloatArray();

        assertThat(deeper.values().array().get("20:").toFloatArray()).isEqualTo(values);
        for (float value : values) {
            assertThat(value).isBetween(-0.8661f, 0.8661f);
        }
        plain.initialise(10);
        assertThat(plain.values().array().toFloatArray()).isNotEqualTo(values);
    }

    @Test
    void aBatchThatFailsLeavesNoGradientBehind() {
        Network network = Networks.of(manager, List.of(2), new Layer.Dense(null, 1, true));
        set(network, 1, 1, 1);
        float[] clean = gradientOfSquare(network, input(new Shape(1, 2), 2, 3));

        assertThatThrownBy(() -> {
                    try (NDManager part = manager.newSubManager();
                            GradientCollector collector = part.getEngine().newGradientCollector()) {
                        NDArray x = part.create(new float[] {7, 7}, new Shape(1, 2));
                        collector.backward(network.train(x, network.leaf(part)).sum());
                        throw new IllegalStateException("the batch failed after its backward pass");
                    }
                })
                .isInstanceOf(IllegalStateException.class);

        assertThat(gradientOfSquare(network, input(new Shape(1, 2), 2, 3))).isEqualTo(clean);
    }

    private float[] gradientOfSquare(Network network, NDArray x) {
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray leaf = network.leaf(manager);
            collector.backward(network.train(x, leaf).square().sum());
            return leaf.getGradient().toFloatArray();
        }
    }

    private static void set(Network network, float... values) {
        FloatBuffer memory = network.values().floats();
        assertThat(memory.capacity()).isEqualTo(values.length);
        memory.put(values);
    }

    private static float[] statistic(Network network, int index) {
        FlatVector values = network.of(network.layout().statistics().get(index));
        return values.array().toFloatArray();
    }

    private NDArray input(Shape shape, float... values) {
        return manager.create(values, shape);
    }
}
