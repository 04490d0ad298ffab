package org.commonwatt.worker.training.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.commonwatt.protocol.spec.AttentionScore;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.Optimizer;
import org.commonwatt.protocol.spec.RecurrentCell;
import org.commonwatt.worker.training.network.Recurrence.Kind;
import org.commonwatt.worker.training.optimizer.Update;
import org.commonwatt.worker.training.tensor.FlatVector;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;

class TransducerTest {

    private static final TextPair TEXTS = new TextPair(4, 6, 3, 5);

    /** Two sources of at most four tokens and two targets of at most three; 0 is padding. */
    private static final long[][] SOURCES = {{5, 4, 3, 2}, {4, 1, 0, 0}};

    private static final long[][] TARGETS = {{2, 4, 3}, {2, 1, 0}};

    private final NDManager manager = Torch.load().newBaseManager();

    @BeforeEach
    void useOneThread() {
        Torch.useThreads(1);
    }

    @AfterEach
    void free() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource
    void aRecurrentDecoderIsTheTextbooks(AttentionScore attention) {
        Network network =
                Network.transducer(manager, new Model.Seq2seq(RecurrentCell.LSTM, 3, 2, 1, true, attention, 0), TEXTS);

        Reference reference = weights ->
                Sums.flat(outputs((source, target) -> recurrent(weights, Kind.LSTM, attention, source, target)));
        reference.holds(manager, network, inputs());
    }

    @Test
    void unitsWithGatesDecodeToo() {
        Network network = Network.transducer(
                manager, new Model.Seq2seq(RecurrentCell.GRU, 3, 2, 1, true, AttentionScore.GENERAL, 0), TEXTS);

        Reference reference = weights -> Sums.flat(
                outputs((source, target) -> recurrent(weights, Kind.GRU, AttentionScore.GENERAL, source, target)));
        reference.holds(manager, network, inputs());
    }

    @Test
    void aTransformersDecoderIsTheTextbooks() {
        Network network = Network.transducer(manager, new Model.TransformerSeq2seq(4, 2, 1, 5, 0), TEXTS);

        Reference reference = weights -> Sums.flat(outputs((source, target) -> transformer(weights, source, target)));
        reference.holds(manager, network, inputs());
    }

    static Stream<Model.Transducer> models() {
        return Stream.of(
                new Model.Seq2seq(RecurrentCell.LSTM, 16, 32, 1, true, AttentionScore.GENERAL, 0),
                new Model.Seq2seq(RecurrentCell.GRU, 16, 32, 1, true, AttentionScore.ADDITIVE, 0),
                new Model.TransformerSeq2seq(32, 2, 1, null, 0));
    }

    @ParameterizedTest
    @MethodSource("models")
    void shortTextsAreLearnedToBeTurnedRound(Model.Transducer model) {
        TextPair texts = new TextPair(5, 10, 6, 10);
        Network network = Network.transducer(manager, model, texts);
        network.initialise(1);
        Update update = Update.of(new Optimizer.Adam(0.005, 0.9, 0.999, 1e-8), network.layout(), manager);
        SplittableRandom random = new SplittableRandom(4);

        for (int step = 1; step <= 300; step++) {
            try (NDManager part = manager.newSubManager()) {
                long[][] words = words(random, 32);
                NDArray leaf = network.leaf(part);
                try (GradientCollector collector = part.getEngine().newGradientCollector()) {
                    NDList inputs = new NDList(array(words, 5, part), array(shifted(words), 6, part));
                    NDArray output = network.train(inputs, leaf);
                    collector.backward(loss(output, array(reversed(words), 6, part)));
                    update.apply(step, 0.005, network.values(), FlatVector.over(leaf.getGradient()));
                }
            }
        }

        long[][] words = words(random, 200);
        long[][] wanted = reversed(words);
        int[][] made = new Transduction(network, 6).greedy(array(words, 5, manager));
        int right = 0;
        int best = 0;
        for (int i = 0; i < words.length; i++) {
            int[] text = Arrays.stream(wanted[i])
                    .takeWhile(token -> token != 3)
                    .mapToInt(Math::toIntExact)
                    .toArray();
            right += Arrays.equals(made[i], text) ? 1 : 0;
            if (i < 20) {
                NDArray source = array(new long[][] {words[i]}, 5, manager);
                best += Arrays.equals(new Transduction(network, 6).beam(source, 4), text) ? 1 : 0;
                assertThat(new Transduction(network, 6).beam(source, 1)).isEqualTo(made[i]);
            }
        }
        assertThat(right).isGreaterThan(180);
        assertThat(best).isGreaterThanOrEqualTo(17);
    }

    private static NDArray loss(NDArray output, NDArray target) {
        NDArray mask = target.neq(0).toType(DataType.FLOAT32, false);
        NDArray ofTarget = output.logSoftmax(-1).gather(target.expandDims(2), 2).squeeze(2);
        return ofTarget.mul(mask).sum().div(mask.sum()).neg();
    }

    private static long[][] words(SplittableRandom random, int count) {
        long[][] words = new long[count][];
        for (int i = 0; i < count; i++) {
            words[i] = random.longs(random.nextInt(1, 6), 4, 10).toArray();
        }
        return words;
    }

    /** The targets: the words turned round, and the end. */
    private static long[][] reversed(long[][] words) {
        return Arrays.stream(words)
                .map(word -> {
                    long[] turned = Arrays.copyOf(word, word.length + 1);
                    for (int i = 0; i < word.length; i++) {
                        turned[i] = word[word.length - 1 - i];
                    }
                    turned[word.length] = 3;
                    return turned;
                })
                .toArray(long[][]::new);
    }

    /** What the decoder is fed with: the start, and the words turned round. */
    private static long[][] shifted(long[][] words) {
        return Arrays.stream(reversed(words))
                .map(word -> {
                    long[] shifted = new long[word.length];
                    shifted[0] = 2;
                    System.arraycopy(word, 0, shifted, 1, word.length - 1);
                    return shifted;
                })
                .toArray(long[][]::new);
    }

    private static NDArray array(long[][] rows, int width, NDManager manager) {
        long[] flat = Arrays.stream(rows)
                .flatMapToLong(row -> Arrays.stream(Arrays.copyOf(row, width)))
                .toArray();
        return manager.create(flat, new Shape(rows.length, width));
    }

    private NDList inputs() {
        return new NDList(array(SOURCES, 4, manager), array(TARGETS, 3, manager));
    }

    private interface Decoder {
        List<double[]> outputs(long[] source, long[] target);
    }

    private static List<double[]> outputs(Decoder decoder) {
        List<double[]> all = new ArrayList<>();
        for (int i = 0; i < SOURCES.length; i++) {
            long[] source =
                    Arrays.stream(SOURCES[i]).filter(token -> token != 0).toArray();
            all.addAll(decoder.outputs(source, TARGETS[i]));
        }
        return all;
    }

    private static List<double[]> rows(Weights weights, String path, long[] tokens) {
        double[][] rows = weights.matrix(path);
        return Arrays.stream(tokens).mapToObj(token -> rows[(int) token]).toList();
    }

    private static List<double[]> recurrent(
            Weights weights, Kind kind, AttentionScore attention, long[] source, long[] target) {
        String cell = kind == Kind.LSTM ? "lstm1" : "gru1";
        List<double[]> xs = rows(weights, "encoder.embedding.weight", source);
        List<double[]> there = Sums.recurrent(kind, weights, "encoder." + cell, xs);
        List<double[]> back =
                Sums.reversed(Sums.recurrent(kind, weights, "encoder." + cell + ".reverse", Sums.reversed(xs)));
        List<double[]> states = new ArrayList<>();
        for (int i = 0; i < xs.size(); i++) {
            states.add(Sums.joined(there.get(i), back.get(i)));
        }
        double[] begin =
                Sums.dense(weights, "decoder." + cell + ".bridge", Sums.joined(there.getLast(), back.getFirst()));
        double[] state = Sums.each(Arrays.copyOf(begin, 2), Math::tanh);
        double[] memory = kind == Kind.LSTM ? Arrays.copyOfRange(begin, 2, 4) : new double[2];
        List<double[]> decoded = Sums.recurrent(
                kind, weights, "decoder." + cell, rows(weights, "decoder.embedding.weight", target), state, memory);
        return decoded.stream()
                .map(h -> Sums.dense(weights, "output", glance(weights, attention, h, states)))
                .toList();
    }

    private static double[] glance(Weights weights, AttentionScore attention, double[] h, List<double[]> states) {
        if (attention == AttentionScore.NONE) {
            return h;
        }
        double[] query = Sums.dense(weights, "attention.query", h);
        double[] shares = new double[states.size()];
        double total = 0;
        for (int s = 0; s < shares.length; s++) {
            double score =
                    switch (attention) {
                        case GENERAL -> Sums.product(query, states.get(s));
                        case ADDITIVE ->
                            Sums.dense(
                                    weights,
                                    "attention.score",
                                    Sums.each(
                                            Sums.plus(query, Sums.dense(weights, "attention.key", states.get(s))),
                                            Math::tanh))[0];
                        case NONE -> 0;
                    };
            shares[s] = Math.exp(score);
            total += shares[s];
        }
        double[] seen = new double[states.getFirst().length];
        for (int s = 0; s < shares.length; s++) {
            for (int i = 0; i < seen.length; i++) {
                seen[i] += shares[s] / total * states.get(s)[i];
            }
        }
        return Sums.each(Sums.dense(weights, "attention.combination", Sums.joined(h, seen)), Math::tanh);
    }

    private static List<double[]> transformer(Weights weights, long[] source, long[] target) {
        List<double[]> xs = placed(weights, "encoder", source);
        List<double[]> memory = Sums.block(weights, "encoder.block1", xs, 2, false).stream()
                .map(x -> Sums.normalise(weights, "encoder.norm", x))
                .toList();
        String name = "decoder.block1";
        List<double[]> written = Sums.selfAttention(weights, name, placed(weights, "decoder", target), 2, true);
        List<double[]> keys = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (double[] place : memory) {
            double[] both = Sums.dense(weights, name + ".memory", place);
            keys.add(Arrays.copyOf(both, 4));
            values.add(Arrays.copyOfRange(both, 4, 8));
        }
        return written.stream()
                .map(x -> {
                    double[] query =
                            Sums.dense(weights, name + ".query", Sums.normalise(weights, name + ".crossNorm", x));
                    double[] seen = Sums.attend(query, keys, values, 2);
                    double[] crossed = Sums.plus(x, Sums.dense(weights, name + ".crossProjection", seen));
                    double[] y = Sums.feedForward(weights, name, crossed);
                    return Sums.dense(weights, "output", Sums.normalise(weights, "decoder.norm", y));
                })
                .toList();
    }

    private static List<double[]> placed(Weights weights, String side, long[] tokens) {
        List<double[]> vectors = rows(weights, side + ".embedding.weight", tokens);
        double[][] places = weights.matrix(side + ".positions.weight");
        List<double[]> xs = new ArrayList<>();
        for (int i = 0; i < tokens.length; i++) {
            xs.add(Sums.plus(vectors.get(i), places[i]));
        }
        return xs;
    }

    @Test
    void paddingAfterASourceChangesNothing() {
        for (Model.Transducer model : models().toList()) {
            Network network = Network.transducer(manager, model, TEXTS);
            network.initialise(2);
            NDArray target = array(new long[][] {{2, 4, 3}}, 3, manager);

            float[] plain = network.evaluate(new NDList(array(new long[][] {{5, 4}}, 2, manager), target))
                    .toFloatArray();
            float[] padded = network.evaluate(new NDList(array(new long[][] {{5, 4}}, 4, manager), target))
                    .toFloatArray();

            assertThat(padded).containsExactly(plain, Offset.offset(1e-6f));
        }
    }
}
