package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import org.jspecify.annotations.Nullable;

import org.commonwatt.worker.machine.MatrixKernels;

/**
 * Dense layers' products of matrices, y = xWᵀ + b, in the way that suits the processor. MKL has no instructions of AVX-512 for
 * other makers' processors; oneDNN, of which the engine takes convolutions, has. There a large product is taken as the
 * convolution that it is: each row a pixel, with its values as channels that lie innermost, under a kernel of 1 × 1. (Measured
 * on an AMD EPYC with AVX-512, one thread, forward and backward: 768 rows of 512 values to 128 at 104 and 198 Gflop/s.)
 */
final class Products {

    private static final boolean ONEDNN =
            MatrixKernels.ONEDNN.equals(System.getenv().get(MatrixKernels.PRODUCTS));

    /** The engine leaves smaller batches of 1 × 1 convolutions to MKL on one thread. */
    private static final int IMAGES = 16;

    /** Floats in a vector of AVX-512: what oneDNN's kernels take channels in. */
    private static final int VECTOR = 16;

    /** Fewer rows, fewer values in them, or fewer multiplications take less time in MKL (measured for 32 to 9,216 values). */
    private static final int LEAST_ROWS = 256;

    private static final int LEAST_WIDTH = 64;

    private static final long LEAST_MULTIPLICATIONS = 1 << 23;

    private Products() {}

    /**
     * The dense layer.
     *
     * @param x (…, in)
     * @param weight (out, in)
     * @param bias (out), or null for none
     * @return (…, out)
     */
    static NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias) {
        return ONEDNN && suitsConvolution(x.getShape(), weight.getShape())
                ? byConvolution(x, weight, bias)
                : byProduct(x, weight, bias);
    }

    static boolean suitsConvolution(Shape x, Shape weight) {
        long inputs = weight.get(1);
        long outputs = weight.get(0);
        long rows = x.size() / inputs;
        return rows >= LEAST_ROWS
                && rows % IMAGES == 0
                && inputs % VECTOR == 0
                && outputs % VECTOR == 0
                && Math.min(inputs, outputs) >= LEAST_WIDTH
                && rows * inputs * outputs >= LEAST_MULTIPLICATIONS;
    }

    static NDArray byProduct(NDArray x, NDArray weight, @Nullable NDArray bias) {
        return (bias == null ? Linear.linear(x, weight) : Linear.linear(x, weight, bias)).singletonOrThrow();
    }

    /** The rows as images of one pixel's width, (16, in, rows / 16, 1). */
    static NDArray byConvolution(NDArray x, NDArray weight, @Nullable NDArray bias) {
        Shape shape = x.getShape();
        long inputs = weight.getShape().get(1);
        long outputs = weight.getShape().get(0);
        NDArray images = ChannelOrder.outermost(x, IMAGES, inputs, shape.size() / inputs / IMAGES, 1);
        Shape one = new Shape(1, 1);
        NDArray made = Conv2d.conv2d(images, weight.reshape(outputs, inputs, 1, 1), bias, one, new Shape(0, 0), one, 1)
                .singletonOrThrow();
        return made.transpose(0, 2, 3, 1)
                .reshape(shape.slice(0, shape.dimension() - 1).add(outputs));
    }
}
