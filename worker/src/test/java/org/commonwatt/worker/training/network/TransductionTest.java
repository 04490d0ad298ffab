package org.commonwatt.worker.training.network;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.commonwatt.protocol.spec.AttentionScore;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.RecurrentCell;
import org.commonwatt.protocol.spec.TextUse;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;

class TransductionTest {

    private static final int VOCABULARY = 6;
    private static final int A = 4;

    private final NDManager manager = Torch.load().newBaseManager();

    @BeforeEach
    void useOneThread() {
        Torch.useThreads(1);
    }

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void aTextThatMayGoOnIsNotTakenForOneThatEnded() {
        // The longer a text, the better its score: 0.88 for each token, 0.1 for the end.
        Network network = saying(0.88, 0.1, 6);

        int[] made = new Transduction(network, 6).beam(source(), 2);

        assertThat(made).containsExactly(A, A, A, A, A);
    }

    @Test
    void aShortTextMayBeTheBest() {
        Network network = saying(0.3, 0.6, 6);

        int[] made = new Transduction(network, 6).beam(source(), 2);

        assertThat(made).isEmpty();
    }

    @Test
    void theLikeliestBeginningIsTakenWhereNoTextEnds() {
        Network network = saying(0.9, 1e-6, 6);

        int[] made = new Transduction(network, 3).beam(source(), 2);

        assertThat(made).containsExactly(A, A, A);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aBeamOfAllBeginningsFindsTheBestOfAllTexts(long seed) {
        Network network = network(3);
        network.initialise(seed);
        // Far from even, so that texts of each length are the best for some seed.
        FloatBuffer values = network.values().floats();
        IntStream.range(0, values.capacity()).forEach(i -> values.put(i, 4 * values.get(i)));

        int[] made = new Transduction(network, 3).beam(source(), VOCABULARY * VOCABULARY * VOCABULARY);

        Found best = best(network, new long[] {TextUse.START}, 0, 3);
        assertThat(made).containsExactly(best.text());
    }

    private record Found(int[] text, double score) {}

    /** Tries every text that goes on from {@code written}. */
    private Found best(Network network, long[] written, double logarithm, int longest) {
        NDArray target = manager.create(written, new Shape(1, written.length));
        float[] next = network.evaluate(new NDList(source(), target))
                .logSoftmax(-1)
                .get("0, -1")
                .toFloatArray();
        double length = Math.pow(written.length, 0.6);
        int[] text = Arrays.stream(written)
                .skip(1)
                .takeWhile(token -> token != TextUse.PADDING)
                .mapToInt(Math::toIntExact)
                .toArray();
        Found best = new Found(text, (logarithm + next[TextUse.END]) / length);
        for (int token = 0; token < VOCABULARY && written.length < longest; token++) {
            if (token != TextUse.END) {
                long[] longer = Arrays.copyOf(written, written.length + 1);
                longer[written.length] = token;
                Found found = best(network, longer, logarithm + next[token], longest);
                best = found.score() > best.score() ? found : best;
            }
        }
        return best;
    }

    /** A network that gives each token the same probability at every place: {@code a} to A, {@code end} to the end. */
    private Network saying(double a, double end, int longest) {
        Network network = network(longest);
        Parameter bias = network.layout().parameter("output.bias");
        FloatBuffer values = network.values().floats();
        double other = (1 - a - end) / (VOCABULARY - 2);
        for (int token = 0; token < VOCABULARY; token++) {
            double probability = token == A ? a : token == TextUse.END ? end : other;
            values.put((int) bias.offset() + token, (float) Math.log(probability));
        }
        return network;
    }

    private Network network(int longest) {
        Model.Transducer model = new Model.Seq2seq(RecurrentCell.GRU, 3, 4, 1, false, AttentionScore.GENERAL, 0);
        return Network.transducer(manager, model, new TextPair(2, VOCABULARY, longest, VOCABULARY));
    }

    private NDArray source() {
        return manager.create(new long[] {4, 5}, new Shape(1, 2));
    }
}
