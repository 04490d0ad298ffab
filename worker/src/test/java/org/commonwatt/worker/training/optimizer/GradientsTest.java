package org.commonwatt.worker.training.optimizer;

import ai.djl.ndarray.NDManager;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.worker.training.tensor.FlatVector;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;

class GradientsTest {

    private final NDManager manager = Torch.load().newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void aGradientThatIsTooLongKeepsItsDirection() {
        FlatVector gradient = vector(3, 0, -4);

        assertThat(Gradients.shorten(gradient, 1)).isEqualTo(5.0);
        assertThat(gradient.array().toFloatArray()).containsExactly(new float[] {0.6f, 0, -0.8f}, Offset.offset(1e-6f));
    }

    @Test
    void aGradientOfNothingButZerosIsNoFault() {
        FlatVector gradient = vector(0, 0, 0);

        assertThat(Gradients.shorten(gradient, 1)).isZero();
        assertThat(gradient.array().toFloatArray()).containsOnly(0);
    }

    @Test
    void aGradientThatIsShortEnoughKeepsItsBits() {
        FlatVector gradient = vector(3, 0, -4);

        assertThat(Gradients.shorten(gradient, 5)).isEqualTo(5.0);
        assertThat(gradient.array().toFloatArray()).containsExactly(3, 0, -4);
    }

    /** DJL's optClipGrad clamps values, and those above alone. */
    @Test
    void theNormIsThatOfAllValuesOverManyBlocksAndARest() {
        int length = 3 * Blocks.SIZE + 11;
        FlatVector gradient = FlatVector.zeros(manager, length);
        double squares = 0;
        for (int i = 0; i < length; i++) {
            float value = (i % 7) - 3;
            gradient.floats().put(i, value);
            squares += value * value;
        }

        assertThat(Gradients.norm(gradient)).isCloseTo(Math.sqrt(squares), Offset.offset(1e-9));
        Gradients.shorten(gradient, 2);
        assertThat(Gradients.norm(gradient)).isCloseTo(2, Offset.offset(1e-5));
    }

    @Test
    void aNormThatIsNotFiniteIsToldAndChangesNothing() {
        FlatVector gradient = vector(3, Float.POSITIVE_INFINITY, -4);

        assertThat(Gradients.shorten(gradient, 1)).isInfinite();
        assertThat(gradient.floats().get(0)).isEqualTo(3);
    }

    private FlatVector vector(float... values) {
        FlatVector vector = FlatVector.zeros(manager, values.length);
        vector.floats().put(values);
        return vector;
    }
}
