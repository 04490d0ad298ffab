package org.commonwatt.worker.training.objective;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.spec.Loss;
import org.commonwatt.protocol.spec.Metric;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;

class ObjectiveTest {

    private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

    private final NDManager manager = Torch.load().newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void crossEntropyIsTheMeanOfTheLabelsNegativeLogProbability() {
        // softmax(0, ln 3) = (1/4, 3/4): −(ln 1/4 + ln 3/4) / 2
        NDArray output = numbers(2, 2, 0, (float) Math.log(3), 0, (float) Math.log(3));

        assertThat(loss(new Loss.SoftmaxCrossEntropy(0), output, labels(0, 1)))
                .isCloseTo((float) -(Math.log(0.25) + Math.log(0.75)) / 2, CLOSE);
    }

    @Test
    void crossEntropyOfAnEvenGuessIsTheLogarithmOfTheClasses() {
        assertThat(loss(new Loss.SoftmaxCrossEntropy(0), manager.zeros(new Shape(4, 10)), labels(0, 3, 7, 9)))
                .isCloseTo((float) Math.log(10), CLOSE);
    }

    @Test
    void crossEntropyOfHugeOutputsStaysFinite() {
        assertThat(loss(new Loss.SoftmaxCrossEntropy(0), numbers(1, 2, 1e4f, -1e4f), labels(1)))
                .isCloseTo(2e4f, Offset.offset(1f));
    }

    @Test
    void labelSmoothingSpreadsItsShareOverAllClasses() {
        // Target (0.9 + 0.1/2, 0.1/2) against (1/4, 3/4).
        NDArray output = numbers(1, 2, 0, (float) Math.log(3));

        assertThat(loss(new Loss.SoftmaxCrossEntropy(0.1), output, labels(0)))
                .isCloseTo((float) -(0.95 * Math.log(0.25) + 0.05 * Math.log(0.75)), CLOSE);
    }

    @Test
    void meanSquaredErrorCarriesNoHalf() {
        // DJL's own L2Loss would give 2.5.
        assertThat(loss(new Loss.Mse(), numbers(2, 1, 1, 2), numbers(2, 1, 0, 5)))
                .isCloseTo(5f, CLOSE);
    }

    @Test
    void meanSquaredErrorAveragesOverOutputsToo() {
        assertThat(loss(new Loss.Mse(), numbers(1, 2, 1, 3), numbers(1, 2, 0, 0)))
                .isCloseTo(5f, CLOSE);
    }

    @Test
    void halfMeanSquaredErrorIsTheTextbookForm() {
        // 1/(2·2) · (1 + 9 + 4 + 0)
        assertThat(loss(new Loss.HalfMse(), numbers(2, 2, 1, 3, 2, 0), numbers(2, 2, 0, 0, 0, 0)))
                .isCloseTo(3.5f, CLOSE);
    }

    @Test
    void squaredErrorsCompareClassesAsOneHotRows() {
        assertThat(loss(new Loss.Mse(), numbers(1, 2, 0.25f, 0.5f), labels(1))).isCloseTo((0.0625f + 0.25f) / 2, CLOSE);
        assertThat(loss(new Loss.HalfMse(), numbers(1, 2, 0.25f, 0.5f), labels(1)))
                .isCloseTo((0.0625f + 0.25f) / 2, CLOSE);
    }

    @Test
    void binaryCrossEntropyTakesOutputsBeforeTheSigmoid() {
        // −ln σ(0.5) and −ln(1 − σ(−2)), their mean by NumPy.
        assertThat(loss(new Loss.BinaryCrossEntropy(), numbers(2, 1, 0.5f, -2), numbers(2, 1, 1, 0)))
                .isCloseTo(0.3005025f, CLOSE);
    }

    @Test
    void binaryCrossEntropyOfHugeOutputsStaysFinite() {
        assertThat(loss(new Loss.BinaryCrossEntropy(), numbers(1, 4, 0.5f, -2, 30, -40), numbers(1, 4, 1, 0, 1, 1)))
                .isCloseTo(10.150251f, CLOSE);
    }

    @Test
    void binaryCrossEntropyTellsTwoClassesByOneOutputAndMoreByOneEach() {
        assertThat(loss(new Loss.BinaryCrossEntropy(), numbers(2, 1, 0.5f, -2), labels(1, 0)))
                .isCloseTo(0.3005025f, CLOSE);
        assertThat(loss(new Loss.BinaryCrossEntropy(), numbers(1, 4, 0.5f, -2, -30, -40), labels(0)))
                .isCloseTo(0.3005025f / 2, CLOSE);
    }

    @Test
    void theGradientOfBinaryCrossEntropyIsRightAtZeroToo() {
        assertThat(gradient(new Loss.BinaryCrossEntropy(), numbers(1, 2, 0, 2), numbers(1, 2, 1, 0)))
                .containsExactly(new float[] {-0.25f, 0.4403985f}, CLOSE);
    }

    @Test
    void absoluteErrorIsTheMeanOfAbsoluteDifferences() {
        assertThat(loss(new Loss.Mae(), numbers(1, 4, 0.5f, -3, 1, 0), manager.zeros(new Shape(1, 4))))
                .isCloseTo(1.125f, CLOSE);
    }

    @Test
    void huberIsSquaredBelowItsDeltaAndAbsoluteAbove() {
        NDArray output = numbers(1, 4, 0.5f, -3, 1, 0);
        NDArray zeros = manager.zeros(new Shape(1, 4));

        assertThat(loss(new Loss.Huber(1), output, zeros)).isCloseTo(0.78125f, CLOSE);
        assertThat(loss(new Loss.Huber(2), output, zeros)).isCloseTo(1.15625f, CLOSE);
        // d below δ, ±δ beyond, each over four values.
        assertThat(gradient(new Loss.Huber(1), output, zeros))
                .containsExactly(new float[] {0.125f, -0.25f, 0.25f, 0}, CLOSE);
    }

    @Test
    void accuracyOfOneOutputForTwoClassesAsksItsSign() {
        Score score = Score.of(Metric.ACCURACY, new Loss.SoftmaxCrossEntropy(0));
        score.add(numbers(3, 1, 0.5f, -2, -1), labels(1, 0, 1));

        assertThat(score.value()).isCloseTo(2.0 / 3, Offset.offset(1e-12));
    }

    @Test
    void topAccuracyLooksAmongTheLargestOutputs() {
        Score three = Score.of(Metric.TOP3_ACCURACY, new Loss.SoftmaxCrossEntropy(0));
        NDArray outputs = numbers(2, 6, 6, 5, 4, 3, 2, 1, 6, 5, 4, 3, 2, 1);
        three.add(outputs, labels(2, 3));
        Score five = Score.of(Metric.TOP5_ACCURACY, new Loss.SoftmaxCrossEntropy(0));
        five.add(outputs, labels(4, 5));

        assertThat(three.value()).isEqualTo(0.5);
        assertThat(five.value()).isEqualTo(0.5);
    }

    @Test
    void topAccuracyOfEqualOutputsIsNoGift() {
        Score score = Score.of(Metric.TOP3_ACCURACY, new Loss.SoftmaxCrossEntropy(0));
        score.add(manager.zeros(new Shape(6, 6)), labels(0, 1, 2, 3, 4, 5));

        assertThat(score.value()).isEqualTo(0.5);
    }

    @Test
    void macroF1AveragesOverTheClassesThatOccur() {
        // Labels 0 0 1 1 2 against 0 1 1 1 0, a fourth class in neither: (0.5 + 0.8 + 0) / 3.
        Score score = Score.of(Metric.MACRO_F1, new Loss.SoftmaxCrossEntropy(0));
        score.add(guesses(0, 1, 1), labels(0, 0, 1));
        score.add(guesses(1, 0), labels(1, 2));

        assertThat(score.value()).isCloseTo(1.3 / 3, Offset.offset(1e-12));
        assertThat(score.name()).isEqualTo("macroF1");
    }

    @Test
    void accuracyCountsOverAllBatches() {
        Score score = Score.of(Metric.ACCURACY, new Loss.SoftmaxCrossEntropy(0));
        score.add(numbers(2, 3, 0, 1, 0, 5, 1, 0), labels(1, 2));
        score.add(numbers(1, 3, 0, 0, 2), labels(2));

        assertThat(score.value()).isCloseTo(2.0 / 3, Offset.offset(1e-12));
    }

    @Test
    void absoluteErrorIsInTheTargetsUnit() {
        Score score = Score.of(Metric.MAE, new Loss.Mse());
        score.add(numbers(2, 1, 1, 2), numbers(2, 1, 0, 5));

        assertThat(score.value()).isEqualTo(2.0);
    }

    @Test
    void numbersUnderBinaryCrossEntropyAreComparedAfterItsSigmoid() {
        // 0.9 and 0.2 are the sigmoids of ln 9 and −ln 4.
        for (Metric metric : List.of(Metric.MAE, Metric.R2)) {
            Score score = Score.of(metric, new Loss.BinaryCrossEntropy());
            score.add(numbers(2, 1, (float) Math.log(9), (float) -Math.log(4)), numbers(2, 1, 0.9f, 0.2f));

            assertThat(score.value()).isCloseTo(metric == Metric.MAE ? 0 : 1, Offset.offset(1e-6));
        }
    }

    @Test
    void determinationIsOneForTheTruthAndZeroForTheMean() {
        Score truth = Score.of(Metric.R2, new Loss.Mse());
        truth.add(numbers(2, 1, 1, 2), numbers(2, 1, 1, 2));
        truth.add(numbers(1, 1, 6), numbers(1, 1, 6));
        Score mean = Score.of(Metric.R2, new Loss.Mse());
        mean.add(numbers(2, 1, 3, 3), numbers(2, 1, 1, 2));
        mean.add(numbers(1, 1, 3), numbers(1, 1, 6));

        assertThat(truth.value()).isEqualTo(1.0);
        assertThat(mean.value()).isCloseTo(0.0, Offset.offset(1e-12));
    }

    @Test
    void determinationTakesEachOutputsOwnMean() {
        // Outputs of very different size: columns (0, 2) and (100, 104); residuals 1 and 0.
        Score score = Score.of(Metric.R2, new Loss.Mse());
        score.add(numbers(2, 2, 1, 100, 2, 104), numbers(2, 2, 0, 100, 2, 104));

        assertThat(score.value()).isCloseTo(1 - 1.0 / (2 + 8), Offset.offset(1e-12));
    }

    @Test
    void determinationOfConstantTargetsIsUndefined() {
        Score score = Score.of(Metric.R2, new Loss.Mse());
        score.add(numbers(2, 1, 1, 2), numbers(2, 1, 3, 3));

        assertThat(score.value()).isNaN();
    }

    private static float loss(Loss loss, NDArray output, NDArray target) {
        return Objective.of(loss).of(output, target).getFloat();
    }

    private float[] gradient(Loss loss, NDArray output, NDArray target) {
        output.setRequiresGradient(true);
        try (GradientCollector collector = Torch.load().newGradientCollector()) {
            collector.backward(Objective.of(loss).of(output, target));
        }
        return output.getGradient().toFloatArray();
    }

    /** Outputs (N, 4) whose largest stands at the class that is guessed. */
    private NDArray guesses(int... classes) {
        NDArray outputs = manager.zeros(new Shape(classes.length, 4));
        for (int i = 0; i < classes.length; i++) {
            outputs.setScalar(new NDIndex(i, classes[i]), 1);
        }
        return outputs;
    }

    private NDArray numbers(int rows, int columns, float... values) {
        return manager.create(values, new Shape(rows, columns));
    }

    private NDArray labels(long... values) {
        return manager.create(values, new Shape(values.length, 1));
    }
}
