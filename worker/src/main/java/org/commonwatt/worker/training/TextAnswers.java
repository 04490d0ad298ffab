package org.commonwatt.worker.training;

import java.util.Arrays;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.spec.TextUse;
import org.commonwatt.worker.pipe.ToTrainer;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.network.Transduction;
import org.commonwatt.worker.training.seed.Mixing;
import org.commonwatt.worker.training.text.TextCodec;

/** What a network that was trained on texts says to one. */
final class TextAnswers {

    /** How many of the likeliest beginnings are followed at once. */
    private static final int BEAM = 4;

    private final Network network;
    private final TextCodec codec;
    private final TextUse use;
    private final NDManager manager;

    TextAnswers(Network network, TextCodec codec, TextUse use, NDManager manager) {
        this.network = network;
        this.codec = codec;
        this.use = use;
        this.manager = manager;
    }

    /** The network's output for a text as training saw it: its first tokens, filled up to (1, length). */
    NDArray output(String text) {
        return network.evaluate(row(codec.encodeInput(text), use.length(), manager));
    }

    /**
     * The text that the network makes from another, the best of a beam search.
     *
     * @throws RunFailure when the text is longer than those that the network was trained on could be
     */
    String other(String text) throws RunFailure {
        int longest = use.targetLength() == null ? use.length() : use.targetLength();
        int[] source = codec.encodeInput(text);
        if (source.length > use.length()) {
            throw new RunFailure(
                    FailureKind.SPEC,
                    "The input can't be used: it has " + source.length + " tokens, and the model takes at most "
                            + use.length() + ".");
        }
        NDArray row = row(source, source.length, manager);
        return codec.ofTargets().decode(new Transduction(network, longest).beam(row, BEAM));
    }

    /** A text with what the network adds to it, token after token, each drawn from what it expects next. */
    String continuation(String text, ToTrainer.Sampling sampling) {
        int[] tokens = codec.encodeInput(text);
        int given = tokens.length;
        tokens = Arrays.copyOf(tokens, given + sampling.tokens());
        for (int end = given; end < tokens.length; end++) {
            int from = Math.max(0, end - use.length());
            try (NDManager step = manager.newSubManager()) {
                // What stands after a place does not reach it, so the row may be filled up behind the text.
                NDArray window = row(Arrays.copyOfRange(tokens, from, end), use.length(), step);
                float[] scores = network.evaluate(window)
                        .get(new NDIndex("0, {}", end - from - 1))
                        .toFloatArray();
                double place = Mixing.unit(Mixing.mix(Mixing.mix(sampling.seed()) ^ end));
                tokens[end] = draw(scores, sampling.temperature(), place);
            }
        }
        return codec.inputs().continued(text, Arrays.copyOfRange(tokens, given, tokens.length));
    }

    /** The token at which the sum of probabilities passes {@code place}, 0..1; padding and its like are never drawn. */
    private static int draw(float[] scores, double temperature, double place) {
        double highest = IntStream.range(TextUse.RESERVED, scores.length)
                .mapToDouble(token -> scores[token])
                .max()
                .orElseThrow();
        double[] weights = new double[scores.length];
        for (int token = TextUse.RESERVED; token < scores.length; token++) {
            double below = scores[token] - highest;
            weights[token] = below == 0 ? 1 : Math.exp(below / temperature);
        }
        double left = place * Arrays.stream(weights).sum();
        int token = TextUse.RESERVED;
        while (token < scores.length - 1 && left >= weights[token]) {
            left -= weights[token];
            token++;
        }
        return token;
    }

    private static NDArray row(int[] tokens, int length, NDManager manager) {
        long[] row = new long[length];
        for (int place = 0; place < Math.min(length, tokens.length); place++) {
            row[place] = tokens[place];
        }
        return manager.create(row, new Shape(1, length));
    }
}
