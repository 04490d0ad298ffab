package org.commonwatt.worker.training.network;

import java.util.Arrays;
import java.util.SplittableRandom;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.spec.Loss;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.Optimizer;
import org.commonwatt.worker.training.objective.Objective;
import org.commonwatt.worker.training.optimizer.Update;
import org.commonwatt.worker.training.tensor.FlatVector;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;

class SkipGramTest {

    /** Four ids that stand for no word, and three topics of eight words. */
    private static final int VOCABULARY = 28;

    private static final Model.Word2vec MODEL = new Model.Word2vec(12, 3, 4, 0);

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
    void wordsOfOneTopicComeToLieTogether() {
        Network network = Network.words(manager, MODEL, VOCABULARY);
        network.initialise(1);
        Update update = Update.of(new Optimizer.Adam(0.02, 0.9, 0.999, 1e-8), network.layout(), manager);
        Objective objective = Objective.of(new Loss.NegativeSampling());
        SplittableRandom random = new SplittableRandom(2);

        for (int step = 1; step <= 120; step++) {
            manager.getEngine().setRandomSeed(step);
            try (NDManager part = manager.newSubManager()) {
                NDArray leaf = network.leaf(part);
                NDArray texts = texts(random, part);
                try (GradientCollector collector = part.getEngine().newGradientCollector()) {
                    collector.backward(objective.of(network.train(texts, leaf), texts));
                    update.apply(step, 0.02, network.values(), FlatVector.over(leaf.getGradient()));
                }
            }
        }

        float[] vectors = network.values().array().toFloatArray();
        int together = 0;
        for (int word = 4; word < VOCABULARY; word++) {
            together += (nearest(vectors, word) - 4) / 8 == (word - 4) / 8 ? 1 : 0;
        }
        assertThat(together).isGreaterThanOrEqualTo(22);
    }

    @Test
    void theSameStepDrawsTheSamePairsAndEvaluationAlwaysTheSame() {
        Network network = Network.words(manager, MODEL, VOCABULARY);
        network.initialise(1);
        NDArray texts = texts(new SplittableRandom(3), manager);

        Shape first = train(network, texts, 1);
        Shape again = train(network, texts, 1);
        assertThat(again).isEqualTo(first);
        assertThat(network.evaluate(new NDList(texts)).toFloatArray())
                .isEqualTo(network.evaluate(new NDList(texts)).toFloatArray());
    }

    @Test
    void wordsAreCountedInTrainingAlone() {
        Network network = Network.words(manager, MODEL, VOCABULARY);
        network.initialise(1);
        NDArray text = manager.create(new long[] {5, 6, 5, 0}, new Shape(1, 4));

        network.evaluate(text);
        assertThat(counts(network)[5]).isZero();
        train(network, text, 1);
        assertThat(counts(network)[5]).isEqualTo(2);
        assertThat(counts(network)[6]).isEqualTo(1);
    }

    @Test
    void aTextWithoutTwoWordsStaysFinite() {
        Network network = Network.words(manager, MODEL, VOCABULARY);
        network.initialise(1);
        NDArray text = manager.create(new long[] {5, 0, 0, 0}, new Shape(1, 4));

        NDArray output = network.evaluate(text);

        assertThat(Objective.of(new Loss.NegativeSampling()).of(output, text).getFloat())
                .isFinite();
    }

    @Test
    void frequentWordsAreLeftOutAtTimes() {
        float[] counts = new float[VOCABULARY];
        counts[4] = 9_900;
        counts[5] = 100;
        WordPairs pairs = new WordPairs(new Model.Word2vec(4, 1, 1, 0.01), counts, 7);
        long[] text = new long[2000];
        for (int i = 0; i < text.length; i++) {
            text[i] = i % 2 == 0 ? 4 : 5;
        }

        pairs.add(text, 0, text.length);

        long[] centres = pairs.centres();
        long rare = Arrays.stream(centres).filter(word -> word == 5).count();
        // A word that makes 99 % of the text is kept with probability √(0.01/0.99), one of 1 % always.
        assertThat((double) rare / centres.length).isBetween(0.87, 0.94);
    }

    private Shape train(Network network, NDArray texts, int seed) {
        manager.getEngine().setRandomSeed(seed);
        return network.train(texts, network.leaf(manager)).getShape();
    }

    private static float[] counts(Network network) {
        return network.of(network.layout().statistics().getFirst()).array().toFloatArray();
    }

    private static int nearest(float[] vectors, int word) {
        int best = -1;
        double most = -2;
        for (int other = 4; other < VOCABULARY; other++) {
            double similarity = cosine(vectors, word, other);
            if (other != word && similarity > most) {
                most = similarity;
                best = other;
            }
        }
        return best;
    }

    private static double cosine(float[] vectors, int a, int b) {
        double product = 0;
        double ofA = 0;
        double ofB = 0;
        for (int i = 0; i < 12; i++) {
            double x = vectors[a * 12 + i];
            double y = vectors[b * 12 + i];
            product += x * y;
            ofA += x * x;
            ofB += y * y;
        }
        return product / Math.sqrt(ofA * ofB);
    }

    /** Eight texts of twelve words, each of one topic. */
    private static NDArray texts(SplittableRandom random, NDManager manager) {
        long[] tokens = new long[8 * 12];
        for (int i = 0; i < tokens.length; i += 12) {
            int topic = random.nextInt(3);
            for (int j = 0; j < 12; j++) {
                tokens[i + j] = 4 + 8L * topic + random.nextInt(8);
            }
        }
        return manager.create(tokens, new Shape(8, 12));
    }
}
