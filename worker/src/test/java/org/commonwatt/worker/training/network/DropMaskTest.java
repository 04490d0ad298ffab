package org.commonwatt.worker.training.network;

import java.nio.FloatBuffer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;

class DropMaskTest {

    private static final int VALUES = 100_001;

    private final NDManager manager = Torch.load().newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    private static float[] mask(long seed, float rate) {
        FloatBuffer values = FloatBuffer.allocate(VALUES);
        DropMask.fill(values, seed, rate);
        return values.array();
    }

    @Test
    void theShareOfZerosIsTheRateAndTheOthersMakeUpForThem() {
        for (float rate : new float[] {0.1f, 0.25f, 0.5f, 0.9f}) {
            int zeros = 0;
            for (float value : mask(7, rate)) {
                zeros += value == 0 ? 1 : 0;
                assertThat(value == 0 || value == 1 / (1 - rate)).isTrue();
            }
            // Four standard deviations of a binomial share are at most 0.0064.
            assertThat((double) zeros / VALUES).isCloseTo(rate, Offset.offset(0.0065));
        }
    }

    @Test
    void neighboursAreDroppedIndependently() {
        float[] mask = mask(3, 0.5f);
        int alike = 0;
        for (int i = 1; i < VALUES; i++) {
            alike += mask[i] == mask[i - 1] ? 1 : 0;
        }
        assertThat((double) alike / VALUES).isCloseTo(0.5, Offset.offset(0.0065));
    }

    @Test
    void aSeedStandsForOneMaskAndAnotherForAnother() {
        assertThat(mask(5, 0.5f)).isEqualTo(mask(5, 0.5f)).isNotEqualTo(mask(6, 0.5f));
    }

    @Test
    void aMaskThatIsFilledInPartsIsTheSame() {
        float[] whole = DropMask.flat(manager, 20_000, 1 << 20, 9, 0.3f).toFloatArray();

        assertThat(DropMask.flat(manager, 20_000, 8192, 9, 0.3f).toFloatArray()).isEqualTo(whole);
    }

    @Test
    void theEnginesSeedDecidesTheMasksOfAStepAndEachOfThemIsAnother() {
        NDArray x = manager.ones(new Shape(2, 3, 4, 5), DataType.FLOAT32);
        manager.getEngine().setRandomSeed(11);
        float[] first = DropMask.of(x, 0.5f, false).toFloatArray();
        float[] second = DropMask.of(x, 0.5f, false).toFloatArray();
        manager.getEngine().setRandomSeed(11);
        assertThat(DropMask.of(x, 0.5f, false).toFloatArray()).isEqualTo(first).isNotEqualTo(second);
        assertThat(DropMask.of(x, 0.5f, false).getShape()).isEqualTo(x.getShape());
    }
}
