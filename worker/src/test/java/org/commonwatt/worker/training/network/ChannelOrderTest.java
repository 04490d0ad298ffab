package org.commonwatt.worker.training.network;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.plan.Plans;
import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.Initialisation;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelOrderTest {

    private final NDManager manager = Torch.load().newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    /** Whether its values lie in memory in the order of its dimensions: only then is it not copied to be seen as a row. */
    private static boolean liesInOrder(NDArray images) {
        float sum = images.sum().getFloat();
        images.reshape(-1).addi(1);
        return images.sum().getFloat() != sum;
    }

    private static Layer conv(int filters, int kernel, int stride, int groups) {
        return new Layer.Conv2d(null, filters, kernel, stride, 0, 1, groups, true, Initialisation.HE_UNIFORM);
    }

    private static boolean canBeInnermost(long channels, Layer... layers) throws Rejected {
        List<Long> input = List.of(channels, 16L, 16L);
        return ChannelOrder.canBeInnermost(List.of(layers), Plans.follow(List.of(layers), input));
    }

    @Test
    void channelsThatDoNotFillTheEnginesVectorsStayOutermost() throws Exception {
        assertThat(canBeInnermost(1, conv(32, 3, 1, 1), conv(64, 3, 1, 1))).isTrue();
        assertThat(canBeInnermost(3, conv(16, 3, 1, 1), conv(32, 1, 2, 1))).isTrue();

        assertThat(canBeInnermost(3, conv(16, 1, 2, 1))).isFalse();
        assertThat(canBeInnermost(1, conv(16, 3, 1, 1), conv(6, 1, 2, 1))).isFalse();
        assertThat(canBeInnermost(1, conv(24, 3, 1, 1))).isFalse();
        assertThat(canBeInnermost(16, conv(32, 3, 1, 2))).isFalse();
    }

    @Test
    void oneConvolutionInsideALayerDecidesForAll() throws Exception {
        List<Layer> even = List.of(conv(32, 1, 1, 1));
        List<Layer> odd = List.of(conv(20, 1, 1, 1), conv(32, 1, 1, 1));

        assertThat(canBeInnermost(16, new Layer.Residual(null, even, even))).isTrue();
        assertThat(canBeInnermost(16, new Layer.Residual(null, odd, even))).isFalse();
        assertThat(canBeInnermost(16, new Layer.Residual(null, even, odd))).isFalse();
    }

    @Test
    void theOrderInMemoryChangesNoValue() {
        Layer convolution = conv(16, 3, 1, 1);
        Layer[] rest = {
            new Layer.Activation(null, ActivationFunction.RELU),
            new Layer.MaxPool2d(null, 3, 2, 1),
            new Layer.AvgPool2d(null, 2, 1, 0),
            new Layer.Flatten(null)
        };
        Network first = Networks.of(manager, List.of(3, 9, 8), convolution);
        Network second = Networks.of(manager, List.of(16, 7, 6), rest);
        Network whole = Networks.of(manager, List.of(3, 9, 8), convolution, rest[0], rest[1], rest[2], rest[3]);
        NDArray images = manager.randomNormal(new Shape(2, 3, 9, 8));

        // Through Java, so that the second half gets its images with the channels outermost.
        NDArray between = manager.create(first.evaluate(images).toFloatArray(), new Shape(2, 16, 7, 6));

        assertThat(whole.evaluate(images).toFloatArray())
                .containsExactly(second.evaluate(between).toFloatArray(), Offset.offset(1e-5f));
    }

    @Test
    void imagesAreSeenInTheirShapeWhicheverWayTheyLie() {
        NDArray images = manager.arange(24f).reshape(1, 2, 3, 4);

        NDArray innermost = ChannelOrder.innermost(images);

        assertThat(innermost.getShape()).isEqualTo(images.getShape());
        assertThat(innermost.toFloatArray()).isEqualTo(images.toFloatArray());
        assertThat(liesInOrder(innermost)).isFalse();
        NDArray back = ChannelOrder.outermost(innermost);
        assertThat(back.toFloatArray()).isEqualTo(images.toFloatArray());
        assertThat(liesInOrder(back)).isTrue();
    }
}
