package org.commonwatt.worker.training.network;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.commonwatt.worker.training.network.Products.Way.PRODUCT;
import static org.commonwatt.worker.training.network.Products.Way.ROWS_AS_PIXELS;
import static org.commonwatt.worker.training.network.Products.Way.WEIGHTS_AS_PIXELS;

class ProductsTest {

    private final NDManager manager = Torch.load().newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    @FunctionalInterface
    private interface Layer {
        NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias);
    }

    /** Results, and the gradients of inputs, weights and bias, of a loss that weighs each result differently. */
    private List<NDArray> learn(Layer way, NDArray x, NDArray weight, NDArray bias) {
        NDArray input = watched(x);
        NDArray rows = watched(weight);
        NDArray shift = watched(bias);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray y = way.linear(input, rows, shift);
            NDArray weights = manager.arange(y.size()).reshape(y.getShape()).sin();
            collector.backward(y.mul(weights).sum());
            return List.of(y, input.getGradient(), rows.getGradient(), shift.getGradient());
        }
    }

    private static NDArray watched(NDArray values) {
        NDArray copy = values.duplicate();
        copy.setRequiresGradient(true);
        return copy;
    }

    private void assertSame(NDArray found, NDArray wanted) {
        assertThat(found.getShape()).isEqualTo(wanted.getShape());
        assertThat(found.toFloatArray()).containsExactly(wanted.toFloatArray(), Offset.offset(1e-3f));
    }

    private void assertSameAsTheProduct(Layer way) {
        NDArray x = manager.randomNormal(new Shape(12, 20, 96));
        NDArray weight = manager.randomNormal(new Shape(64, 96));
        NDArray bias = manager.randomNormal(new Shape(64));

        List<NDArray> wanted = learn(Products::byProduct, x, weight, bias);
        List<NDArray> found = learn(way, x, weight, bias);

        assertThat(found.getFirst().getShape()).isEqualTo(new Shape(12, 20, 64));
        for (int i = 0; i < wanted.size(); i++) {
            assertSame(found.get(i), wanted.get(i));
        }
        assertSame(way.linear(x, weight, null), Products.byProduct(x, weight, null));
    }

    @Test
    void aProductIsTheConvolutionThatItIsTakenAsAndSoAreItsGradients() {
        assertSameAsTheProduct(Products::rowsAsPixels);
    }

    @Test
    void theWeightsMayBeWhatIsConvolved() {
        assertSameAsTheProduct(Products::weightsAsPixels);
    }

    @Test
    void onlyLargeProductsWithoutARestAreConvolutions() {
        assertThat(way(new Shape(12, 64, 128), 512)).isEqualTo(ROWS_AS_PIXELS);
        assertThat(way(new Shape(512, 784), 128)).isEqualTo(ROWS_AS_PIXELS);
        assertThat(way(new Shape(32, 9216), 128)).isEqualTo(WEIGHTS_AS_PIXELS);

        assertThat(way(new Shape(512, 64), 64)).as("too little work").isEqualTo(PRODUCT);
        assertThat(way(new Shape(16, 9216), 1024)).as("too few rows").isEqualTo(PRODUCT);
        assertThat(way(new Shape(128, 9216), 64)).as("too few of both").isEqualTo(PRODUCT);
        assertThat(way(new Shape(4096, 32), 1024)).as("too narrow").isEqualTo(PRODUCT);
        assertThat(way(new Shape(12, 64, 128), 130))
                .as("outputs that leave a rest")
                .isEqualTo(PRODUCT);
        assertThat(way(new Shape(12, 64, 130), 512))
                .as("inputs that leave a rest")
                .isEqualTo(PRODUCT);
        assertThat(way(new Shape(11, 71, 128), 512))
                .as("rows that leave a rest")
                .isEqualTo(PRODUCT);
    }

    private static Products.Way way(Shape x, long outputs) {
        return Products.way(x, new Shape(outputs, x.get(x.dimension() - 1)));
    }
}
