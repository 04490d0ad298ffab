package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
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

    private void assertSameAsTheProduct(Learnt.Operation way) {
        NDArray x = manager.randomNormal(new Shape(12, 20, 96));
        NDArray weight = manager.randomNormal(new Shape(64, 96));
        NDArray bias = manager.randomNormal(new Shape(64));

        Learnt found = Learnt.by(way, x, weight, bias);

        assertThat(found.result().getShape()).isEqualTo(new Shape(12, 20, 64));
        found.assertIs(Learnt.by(Products::byProduct, x, weight, bias));
        Learnt.assertSame(way.of(x, weight, null), Products.byProduct(x, weight, null));
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
