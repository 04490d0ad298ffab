package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.worker.training.network.Pointwise.Way;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;

class PointwiseTest {

    private static final Way OVER_TWO = new Way(new Shape(2, 2), new Shape(1, 1), new Shape(1, 1), 1);
    private static final Way OVER_ONE = new Way(new Shape(1), new Shape(0), new Shape(1), 1);

    private final NDManager manager = Torch.load().newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    private void assertWidenedIsTheSame(NDArray x, NDArray kernels, Way way) {
        NDArray bias = manager.randomNormal(new Shape(kernels.getShape().get(0)));

        Learnt.by((input, filters, shift) -> Pointwise.widened(input, filters, shift, way), x, kernels, bias)
                .assertIs(Learnt.by(
                        (input, filters, shift) -> Pointwise.plain(input, filters, shift, way), x, kernels, bias));
        Learnt.assertSame(Pointwise.widened(x, kernels, null, way), Pointwise.plain(x, kernels, null, way));
    }

    @Test
    void filtersOfZerosBesideTheOthersChangeNothing() {
        NDArray images = manager.randomNormal(new Shape(3, 8, 5, 5));
        NDArray kernels = manager.randomNormal(new Shape(32, 8, 1, 1));

        assertWidenedIsTheSame(images, kernels, OVER_TWO);
        assertWidenedIsTheSame(ChannelOrder.innermost(images), ChannelOrder.innermost(kernels), OVER_TWO);
        assertWidenedIsTheSame(
                manager.randomNormal(new Shape(3, 8, 5)), manager.randomNormal(new Shape(32, 8, 1)), OVER_ONE);
    }

    @Test
    void onlyPointsBetweenFivePairsOfWidthsAreFaulty() {
        assertThat(Pointwise.isFaulty(new Shape(1024, 256, 1, 1), 1)).isTrue();
        assertThat(Pointwise.isFaulty(new Shape(256, 1024, 1, 1), 1))
                .as("backward it is the other")
                .isTrue();
        assertThat(Pointwise.isFaulty(new Shape(2048, 512, 1), 1)).isTrue();

        assertThat(Pointwise.isFaulty(new Shape(1024, 256, 3, 3), 1)).isFalse();
        assertThat(Pointwise.isFaulty(new Shape(1024, 256, 1, 1), 4)).isFalse();
        assertThat(Pointwise.isFaulty(new Shape(512, 256, 1, 1), 1)).isFalse();
        assertThat(Pointwise.isFaulty(new Shape(1040, 256, 1, 1), 1)).isFalse();
    }
}
