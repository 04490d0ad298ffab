package org.commonwatt.worker.training.optimizer;

import java.util.List;

import ai.djl.ndarray.NDManager;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Optimizer;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.network.Networks;
import org.commonwatt.worker.training.tensor.FlatVector;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/** Against values worked out by hand from the papers' formulas, which PyTorch's optimizers give too. */
class UpdateTest {

    private static final double RATE = 0.1;
    private static final Offset<Float> CLOSE = Offset.offset(1e-6f);

    private final NDManager manager = Torch.load().newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void plainDescentStepsAgainstTheGradient() {
        float[] weights = afterSteps(new Optimizer.Sgd(0.1, 0, false, 0), 1, 1.0f, 0.5f);

        assertThat(weights[0]).isCloseTo(0.95f, CLOSE);
    }

    @Test
    void weightDecayOfDescentAddsTheWeightToTheGradient() {
        // 1 − 0.1 · (0.5 + 0.01 · 1)
        float[] weights = afterSteps(new Optimizer.Sgd(0.1, 0, false, 0.01), 1, 1.0f, 0.5f);

        assertThat(weights[0]).isCloseTo(0.949f, CLOSE);
    }

    @Test
    void momentumKeepsAShareOfTheLastStep() {
        // v: 0.5, then 0.9 · 0.5 + 0.5 = 0.95; weight: 1 − 0.05 − 0.095
        float[] weights = afterSteps(new Optimizer.Sgd(0.1, 0.9, false, 0), 2, 1.0f, 0.5f);

        assertThat(weights[0]).isCloseTo(0.855f, CLOSE);
    }

    @Test
    void nesterovLooksAheadAlongTheMomentum() {
        // First step: 0.1 · (0.5 + 0.9 · 0.5) = 0.095; second: 0.1 · (0.5 + 0.9 · 0.95) = 0.1355
        float[] weights = afterSteps(new Optimizer.Sgd(0.1, 0.9, true, 0), 2, 1.0f, 0.5f);

        assertThat(weights[0]).isCloseTo(1 - 0.095f - 0.1355f, CLOSE);
    }

    @Test
    void adamsFirstStepIsTheLearningRateWhateverTheGradientsSize() {
        Optimizer adam = new Optimizer.Adam(0.001, 0.9, 0.999, 1e-8);

        assertThat(afterSteps(adam, 1, 1.0f, 0.5f)[0]).isCloseTo(0.999f, CLOSE);
        assertThat(afterSteps(adam, 1, 1.0f, -5000f)[0]).isCloseTo(1.001f, CLOSE);
    }

    @Test
    void adamCorrectsBothMomentsForTheirBias() {
        // Gradients 1 then −1: m̂ = (0.9 · 0.1 − 0.1) / (1 − 0.81) = −0.0526316, v̂ = 1; steps 0.1 and −0.00526316.
        FlatVector weights = vector(1, 0f);
        Network network = scalar();
        Update update = Update.of(new Optimizer.Adam(0.1, 0.9, 0.999, 1e-8), network.layout(), manager);
        update.apply(1, RATE, weights, vector(1, 1f));
        update.apply(2, RATE, weights, vector(1, -1f));

        assertThat(weights.floats().get(0)).isCloseTo(-0.1f + 0.0052632f, CLOSE);
    }

    @Test
    void decoupledDecayShrinksMatricesButNotBiases() {
        Network network = dense(2, 1, true);
        Update update = Update.of(new Optimizer.AdamW(0.1, 0.9, 0.999, 1e-8, 0.5), network.layout(), manager);
        FlatVector weights = vector(3, 1f);
        update.apply(1, RATE, weights, vector(3, 0f));

        assertThat(weights.floats().get(0)).isCloseTo(0.95f, CLOSE);
        assertThat(weights.floats().get(1)).isCloseTo(0.95f, CLOSE);
        assertThat(weights.floats().get(2)).isEqualTo(1f);
    }

    /** Gradients 0.5, −1, 2 from a weight of 1, worked out in float64 by NumPy. */
    @Test
    void rmsPropDividesByTheRootOfTheMeanOfSquares() {
        assertThat(afterThree(new Optimizer.RmsProp(0.1, 0.9, 0, 1e-8, 0)))
                .isCloseTo(0.68949913f, Offset.offset(1e-5f));
        assertThat(afterThree(new Optimizer.RmsProp(0.1, 0.9, 0.5, 1e-8, 0)))
                .as("with momentum")
                .isCloseTo(0.59518546f, Offset.offset(1e-5f));
        assertThat(afterThree(new Optimizer.RmsProp(0.1, 0.9, 0, 1e-8, 0.1)))
                .as("with a penalty")
                .isCloseTo(0.67013178f, Offset.offset(1e-5f));
    }

    @Test
    void theStepSizeIsWhatIsGivenWhateverTheOptimizerSays() {
        FlatVector weights = vector(1, 1f);
        Update update = Update.of(new Optimizer.Sgd(0.1, 0, false, 0), scalar().layout(), manager);
        update.apply(1, 0.01, weights, vector(1, 1f));

        assertThat(weights.floats().get(0)).isCloseTo(0.99f, CLOSE);
    }

    @Test
    void everyValueOfAVectorLongerThanABlockMoves() {
        int inputs = Blocks.SIZE + 5;
        Network network = dense(inputs, 1, true);
        for (Optimizer optimizer : List.of(
                new Optimizer.Sgd(0.1, 0.9, true, 0),
                new Optimizer.Sgd(0.1, 0, false, 0),
                new Optimizer.RmsProp(0.1, 0.9, 0.5, 1e-8, 0),
                new Optimizer.Adam(0.1, 0.9, 0.999, 1e-8))) {
            FlatVector weights = vector(inputs + 1, 1f);
            Update update = Update.of(optimizer, network.layout(), manager);
            update.apply(1, RATE, weights, vector(inputs + 1, 1f));
            update.apply(2, RATE, weights, vector(inputs + 1, 1f));

            float first = weights.floats().get(0);
            assertThat(first).isLessThan(0.85f);
            for (int i = 0; i < weights.length(); i++) {
                assertThat(weights.floats().get(i)).as("value %d", i).isEqualTo(first);
            }
        }
    }

    @Test
    void slotsAreAsLongAsTheParameters() {
        Network network = dense(3, 2, true);

        assertThat(Update.of(new Optimizer.Sgd(0.1, 0, false, 0), network.layout(), manager)
                        .slots())
                .isEmpty();
        assertThat(Update.of(new Optimizer.Adam(0.1, 0.9, 0.999, 1e-8), network.layout(), manager)
                        .slots())
                .extracting(Update.Slot::name, slot -> slot.values().length())
                .containsExactly(tuple("firstMoment", 8), tuple("secondMoment", 8));
    }

    private float afterThree(Optimizer optimizer) {
        FlatVector weights = vector(1, 1f);
        Update update = Update.of(optimizer, scalar().layout(), manager);
        float[] gradients = {0.5f, -1, 2};
        for (int i = 0; i < gradients.length; i++) {
            update.apply(i + 1, RATE, weights, vector(1, gradients[i]));
        }
        return weights.floats().get(0);
    }

    private float[] afterSteps(Optimizer optimizer, int steps, float weight, float gradient) {
        FlatVector weights = vector(1, weight);
        Update update = Update.of(optimizer, scalar().layout(), manager);
        for (int step = 1; step <= steps; step++) {
            update.apply(step, optimizer.learningRate(), weights, vector(1, gradient));
        }
        return weights.array().toFloatArray();
    }

    private FlatVector vector(int length, float value) {
        FlatVector vector = FlatVector.zeros(manager, length);
        for (int i = 0; i < length; i++) {
            vector.floats().put(i, value);
        }
        return vector;
    }

    private Network scalar() {
        return dense(1, 1, false);
    }

    private Network dense(int inputs, int units, boolean bias) {
        return Networks.of(manager, List.of(inputs), new Layer.Dense(null, units, bias));
    }
}
