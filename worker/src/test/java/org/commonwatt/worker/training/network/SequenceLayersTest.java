package org.commonwatt.worker.training.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.RecurrentOutput;
import org.commonwatt.protocol.spec.TimePooling;
import org.commonwatt.worker.training.network.Recurrence.Kind;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;

class SequenceLayersTest {

    /** Two texts of at most four symbols; 0 is padding. */
    private static final long[][] TEXTS = {{1, 2, 3, 1}, {3, 2, 0, 0}};

    private static final Layer EMBEDDING = new Layer.Embedding("symbols", 4, 4);

    private final NDManager manager = Torch.load().newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    static Stream<Layer> lookingAtThePastAlone() {
        return Stream.of(
                new Layer.SelfAttentionBlock(null, 2, true, null, 0),
                new Layer.Lstm(null, 4, false, RecurrentOutput.EVERY),
                new Layer.Gru(null, 4, false, RecurrentOutput.EVERY),
                new Layer.Rnn(null, 4, false, RecurrentOutput.EVERY),
                new Layer.MaxPool1d(null, 3, 1, 1),
                new Layer.AvgPool1d(null, 3, 1, 1),
                new Layer.BatchNorm(null, 1e-5, 0.9),
                new Layer.LayerNorm(null, 1e-5),
                new Layer.Dense(null, 4, true),
                new Layer.Activation(null, ActivationFunction.SOFTMAX));
    }

    /** What may foretell the next token, as plans have it. */
    @ParameterizedTest
    @MethodSource("lookingAtThePastAlone")
    void aLaterPlaceChangesNothingBeforeIt(Layer layer) {
        Network network = Networks.of(manager, List.of(5, 4), layer);
        float[] values = manager.arange(40f).sin().toFloatArray();
        float[] before = network.train(sequences(values), network.leaf(manager)).toFloatArray();
        for (int text = 0; text < 2; text++) {
            for (int place = 3; place < 5; place++) {
                Arrays.fill(values, (text * 5 + place) * 4, (text * 5 + place) * 4 + 4, 7 + text - place);
            }
        }
        float[] after = network.train(sequences(values), network.leaf(manager)).toFloatArray();

        for (int text = 0; text < 2; text++) {
            assertThat(Arrays.copyOfRange(after, text * 20, text * 20 + 12))
                    .isEqualTo(Arrays.copyOfRange(before, text * 20, text * 20 + 12));
        }
        assertThat(after).isNotEqualTo(before);
    }

    private NDArray sequences(float[] values) {
        return manager.create(values, new Shape(2, 5, 4));
    }

    @Test
    void anEmbeddingIsARowForEachSymbol() {
        Network network = Networks.of(manager, List.of(4), EMBEDDING);

        Reference reference = weights -> Stream.of(TEXTS)
                .flatMap(text -> vectors(weights, text).stream())
                .flatMapToDouble(Arrays::stream)
                .toArray();
        reference.holds(manager, network, manager.create(flat(), new Shape(2, 4)));
    }

    @Test
    void aPlacesVectorIsAddedAlsoToShorterSequences() {
        Network network = Networks.of(manager, List.of(4, 2), new Layer.PositionalEmbedding("place"));
        double[][] xs = inputs(1, 3, 2);

        Reference reference = weights -> Sums.flat(List.of(
                Sums.plus(xs[0], weights.matrix("place.weight")[0]),
                Sums.plus(xs[1], weights.matrix("place.weight")[1]),
                Sums.plus(xs[2], weights.matrix("place.weight")[2])));
        reference.holds(manager, network, array(xs, 1, 3, 2));
    }

    @ParameterizedTest
    @EnumSource
    void theStateAfterEveryPlaceIsThatOfTheTextbook(Kind kind) {
        Network network = Networks.of(manager, List.of(3, 2), layer(kind, false, RecurrentOutput.EVERY));
        double[][] xs = inputs(2, 3, 2);

        Reference reference = weights -> Sums.flat(examples(xs, 2).stream()
                .flatMap(example -> Sums.recurrent(kind, weights, "cell", example).stream())
                .toList());
        reference.holds(manager, network, array(xs, 2, 3, 2));
    }

    @ParameterizedTest
    @EnumSource
    void theLastStateOfNumbersIsTheLastOne(Kind kind) {
        Network network = Networks.of(manager, List.of(3, 2), layer(kind, true, RecurrentOutput.LAST));
        double[][] xs = inputs(2, 3, 2);

        Reference reference = weights -> Sums.flat(examples(xs, 2).stream()
                .flatMap(example -> lastOfBoth(kind, weights, example))
                .toList());
        reference.holds(manager, network, array(xs, 2, 3, 2));
    }

    @ParameterizedTest
    @EnumSource
    void bothDirectionsReadATextWithoutItsPadding(Kind kind) {
        Network network = Networks.of(manager, List.of(4), EMBEDDING, layer(kind, true, RecurrentOutput.LAST));

        Reference reference = weights -> Sums.flat(Stream.of(TEXTS)
                .flatMap(text -> lastOfBoth(kind, weights, symbols(weights, text)))
                .toList());
        reference.holds(manager, network, manager.create(flat(), new Shape(2, 4)));
    }

    @ParameterizedTest
    @EnumSource
    void theReversedStatesStandAtTheirOwnPlaces(Kind kind) {
        Network network = Networks.of(manager, List.of(3, 2), layer(kind, true, RecurrentOutput.EVERY));
        double[][] xs = inputs(1, 3, 2);

        Reference reference = weights -> {
            List<double[]> there = Sums.recurrent(kind, weights, "cell", List.of(xs));
            List<double[]> back =
                    Sums.reversed(Sums.recurrent(kind, weights, "cell.reverse", Sums.reversed(List.of(xs))));
            List<double[]> both = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                both.add(there.get(t));
                both.add(back.get(t));
            }
            return Sums.flat(both);
        };
        reference.holds(manager, network, array(xs, 1, 3, 2));
    }

    @Test
    void aBlockAttendsAmongAllPlaces() {
        Network network = Networks.of(manager, List.of(3, 4), block(false));
        double[][] xs = inputs(2, 3, 4);

        Reference reference = weights -> Sums.flat(examples(xs, 2).stream()
                .flatMap(example -> Sums.block(weights, "block", example, 2, false).stream())
                .toList());
        reference.holds(manager, network, array(xs, 2, 3, 4));
    }

    @Test
    void aCausalBlockSeesNoLaterPlace() {
        Network network = Networks.of(manager, List.of(3, 4), block(true));
        double[][] xs = inputs(2, 3, 4);

        Reference reference = weights -> Sums.flat(examples(xs, 2).stream()
                .flatMap(example -> Sums.block(weights, "block", example, 2, true).stream())
                .toList());
        reference.holds(manager, network, array(xs, 2, 3, 4));
    }

    @ParameterizedTest
    @EnumSource
    void attentionAndPoolingLeavePaddingOut(TimePooling function) {
        Network network =
                Networks.of(manager, List.of(4), EMBEDDING, block(false), new Layer.TimePool("pool", function));

        Reference reference = weights -> Sums.flat(Stream.of(TEXTS)
                .map(text -> pool(function, Sums.block(weights, "block", symbols(weights, text), 2, false)))
                .toList());
        reference.holds(manager, network, manager.create(flat(), new Shape(2, 4)));
    }

    @Test
    void aTextOfPaddingAloneStaysFinite() {
        Network network = Networks.of(
                manager,
                List.of(4),
                EMBEDDING,
                block(false),
                layer(Kind.LSTM, true, RecurrentOutput.EVERY),
                new Layer.TimePool("pool", TimePooling.MEAN));

        NDArray output = network.evaluate(manager.create(new long[4], new Shape(1, 4)));

        for (float value : output.toFloatArray()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void stateWeightsBeginAtRightAnglesAndTheForgetGateOpen() {
        Network network = Networks.of(manager, List.of(3, 2), new Layer.Lstm("cell", 5, false, RecurrentOutput.LAST));
        float[] values = network.values().array().toFloatArray();
        double[] exact = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            exact[i] = values[i];
        }
        Weights weights = new Weights(network.layout(), exact);

        double[][] state = weights.matrix("cell.stateWeight");
        for (int a = 0; a < 5; a++) {
            for (int b = 0; b < 5; b++) {
                double product = 0;
                for (double[] row : state) {
                    product += row[a] * row[b];
                }
                assertThat(product).isCloseTo(a == b ? 1 : 0, Offset.offset(1e-6));
            }
        }
        assertThat(weights.vector("cell.inputBias"))
                .containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void residualWeightsBeginSmallerTheMoreBlocksThereAre() {
        Network network = Networks.of(
                manager,
                List.of(2, 64),
                new Layer.SelfAttentionBlock("first", 2, true, null, 0),
                new Layer.SelfAttentionBlock("second", 2, true, null, 0));

        assertThat(deviation(network, "first.attention.weight")).isCloseTo(0.02, Offset.offset(0.001));
        assertThat(deviation(network, "second.projection.weight")).isCloseTo(0.01, Offset.offset(0.0005));
        assertThat(deviation(network, "second.contraction.weight")).isCloseTo(0.01, Offset.offset(0.0005));
    }

    private static double deviation(Network network, String path) {
        float[] values = network.values().array().toFloatArray();
        double[] exact = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            exact[i] = values[i];
        }
        double[] vector = new Weights(network.layout(), exact).vector(path);
        return Math.sqrt(
                Arrays.stream(vector).map(value -> value * value).average().orElseThrow());
    }

    private static Stream<double[]> lastOfBoth(Kind kind, Weights weights, List<double[]> xs) {
        return Stream.of(
                Sums.recurrent(kind, weights, "cell", xs).getLast(),
                Sums.recurrent(kind, weights, "cell.reverse", Sums.reversed(xs)).getLast());
    }

    private static double[] pool(TimePooling function, List<double[]> xs) {
        double[] y = xs.getFirst().clone();
        for (double[] x : xs.subList(1, xs.size())) {
            for (int i = 0; i < y.length; i++) {
                y[i] = switch (function) {
                    case MEAN -> y[i] + x[i];
                    case MAX -> Math.max(y[i], x[i]);
                };
            }
        }
        return function == TimePooling.MEAN ? Sums.each(y, value -> value / xs.size()) : y;
    }

    private static Layer layer(Kind kind, boolean bidirectional, RecurrentOutput output) {
        return switch (kind) {
            case LSTM -> new Layer.Lstm("cell", 3, bidirectional, output);
            case GRU -> new Layer.Gru("cell", 3, bidirectional, output);
            case RNN -> new Layer.Rnn("cell", 3, bidirectional, output);
        };
    }

    private static Layer block(boolean causal) {
        return new Layer.SelfAttentionBlock("block", 2, causal, 5, 0);
    }

    /** The vectors of all symbols. */
    private static List<double[]> vectors(Weights weights, long[] text) {
        double[][] rows = weights.matrix("symbols.weight");
        return Arrays.stream(text).mapToObj(symbol -> rows[(int) symbol]).toList();
    }

    /** The vectors of the symbols that are not padding. */
    private static List<double[]> symbols(Weights weights, long[] text) {
        return vectors(
                weights, Arrays.stream(text).filter(symbol -> symbol != 0).toArray());
    }

    private static long[] flat() {
        return Arrays.stream(TEXTS).flatMapToLong(Arrays::stream).toArray();
    }

    private static double[][] inputs(int examples, int places, int width) {
        Random random = new Random(3);
        double[][] xs = new double[examples * places][width];
        for (double[] x : xs) {
            for (int i = 0; i < width; i++) {
                x[i] = (float) random.nextGaussian();
            }
        }
        return xs;
    }

    private static List<List<double[]>> examples(double[][] xs, int examples) {
        int places = xs.length / examples;
        List<List<double[]>> lists = new ArrayList<>();
        for (int i = 0; i < examples; i++) {
            lists.add(List.of(xs).subList(i * places, (i + 1) * places));
        }
        return lists;
    }

    private NDArray array(double[][] xs, long... shape) {
        float[] values = new float[xs.length * xs[0].length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) xs[i / xs[0].length][i % xs[0].length];
        }
        return manager.create(values, new Shape(shape));
    }
}
