package org.commonwatt.worker.training.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.spec.Loss;
import org.commonwatt.protocol.spec.Metric;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;

/** Outputs over a vocabulary of two: softmax(0, ln 3) is (1/4, 3/4), so padding is 0 and the one real token is 1. */
class SequenceObjectiveTest {

    private static final float LN3 = (float) Math.log(3);
    private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

    private final NDManager manager = Torch.load().newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void sequenceCrossEntropyIsTheMeanOverTheTokensThatAreNotPadding() {
        // Tokens with probabilities 3/4, 1/2 and 3/4; three places of padding, one of them foretold badly.
        NDArray output = outputs(0, LN3, 0, 0, 5, 0, 0, LN3, 0, 0, 0, 0);

        assertThat(Objective.of(new Loss.SequenceCrossEntropy(0))
                        .of(output, tokens(1, 1, 0, 1, 0, 0))
                        .getFloat())
                .isCloseTo((float) -(2 * Math.log(0.75) + Math.log(0.5)) / 3, CLOSE);
    }

    @Test
    void labelSmoothingSpreadsItsShareOverTheVocabulary() {
        NDArray output = manager.create(new float[] {0, LN3}, new Shape(1, 1, 2));

        assertThat(Objective.of(new Loss.SequenceCrossEntropy(0.2))
                        .of(output, manager.create(new long[] {1}, new Shape(1, 1)))
                        .getFloat())
                .isCloseTo((float) -(0.9 * Math.log(0.75) + 0.1 * Math.log(0.25)), CLOSE);
    }

    @Test
    void aBatchCountsByItsTokens() {
        Objective objective = Objective.of(new Loss.SequenceCrossEntropy(0));

        assertThat(objective.weight(tokens(1, 1, 0, 1, 0, 0))).isEqualTo(3);
        assertThat(objective.weight(manager.create(new long[] {0, 1, 0}, new Shape(3, 1))))
                .isEqualTo(3);
    }

    @Test
    void perplexityIsTheExponentialOfTheMeanOverAllTokens() {
        Score score = Score.of(Metric.PERPLEXITY, new Loss.SequenceCrossEntropy(0));
        score.add(outputs(0, LN3, 0, 0, 5, 0, 0, LN3, 0, 0, 0, 0), tokens(1, 1, 0, 1, 0, 0));
        score.add(outputs(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), tokens(1, 0, 0, 0, 0, 0));

        assertThat(score.value())
                .isCloseTo(Math.exp(-(2 * Math.log(0.75) + 2 * Math.log(0.5)) / 4), Offset.offset(1e-5));
    }

    @Test
    void tokenAccuracyLeavesPaddingOut() {
        Score score = Score.of(Metric.TOKEN_ACCURACY, new Loss.SequenceCrossEntropy(0));
        score.add(outputs(0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0), tokens(1, 1, 0, 1, 0, 0));

        assertThat(score.value()).isCloseTo(2.0 / 3, Offset.offset(1e-12));
    }

    @Test
    void aTextIsRightAsAWholeOrNot() {
        TextScore score = TextScore.of(Metric.SEQUENCE_ACCURACY);
        score.add(new int[] {4, 5}, new int[] {4, 5});
        score.add(new int[] {4, 5, 6}, new int[] {4, 5});

        assertThat(score.value()).isEqualTo(0.5);
    }

    @Test
    void theTokenErrorRateCountsChangesMissesAndExtras() {
        // kitten → sitting takes three edits.
        TextScore score = TextScore.of(Metric.TOKEN_ERROR_RATE);
        score.add("kitten".chars().toArray(), "sitting".chars().toArray());
        score.add(new int[] {}, new int[] {7});
        score.add(new int[] {7, 8}, new int[] {7, 8});

        assertThat(score.value()).isEqualTo(4.0 / 10);
    }

    /** Two texts of three places. */
    private NDArray outputs(float... values) {
        return manager.create(values, new Shape(2, 3, 2));
    }

    private NDArray tokens(long... values) {
        return manager.create(values, new Shape(2, 3));
    }
}
