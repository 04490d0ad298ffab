package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import org.jspecify.annotations.Nullable;

import org.commonwatt.worker.machine.MatrixKernels;
import org.commonwatt.worker.training.tensor.Torch;

/**
 * Dense layers' products of matrices, y = xWᵀ + b, in the way that suits the processor. MKL has no instructions of AVX-512 for
 * other makers' processors; oneDNN, of which the engine takes convolutions, has. There a large product is taken as the
 * convolution that it is: each row of the one matrix a pixel, with its values as channels that lie innermost, and each row of the
 * other a kernel of 1 × 1. The pixels are the rows of x where there are many, else those of W. (Measured on an AMD EPYC with
 * AVX-512, one thread, forward and backward: 768 rows of 512 values to 128 at 104 and 198 Gflop/s, 32 rows of 1,024 values to
 * 1,024 at 56 and 100.)
 */
final class Products {

    private static final boolean ONEDNN =
            MatrixKernels.ONEDNN.equals(System.getenv().get(MatrixKernels.PRODUCTS)) && Torch.usesOneDnn();

    /** The engine leaves smaller batches of 1 × 1 convolutions to MKL on one thread. */
    private static final int IMAGES = 16;

    /** Floats in a vector of AVX-512: what oneDNN's kernels take channels in. */
    private static final int VECTOR = 16;

    /** With fewer rows of x the rows of W are the pixels. */
    private static final int MANY_ROWS = 256;

    /** Fewer rows, fewer values in them, or fewer multiplications take less time in MKL (measured for 32 to 9,216 values). */
    private static final int LEAST_ROWS = 32;

    private static final int LEAST_WIDTH = 64;
    private static final int LEAST_PIXELS = 128;
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
        return switch (ONEDNN ? way(x.getShape(), weight.getShape()) : Way.PRODUCT) {
            case PRODUCT -> byProduct(x, weight, bias);
            case ROWS_AS_PIXELS -> rowsAsPixels(x, weight, bias);
            case WEIGHTS_AS_PIXELS -> weightsAsPixels(x, weight, bias);
        };
    }

    /** How a product is taken. */
    enum Way {
        PRODUCT,
        ROWS_AS_PIXELS,
        WEIGHTS_AS_PIXELS
    }

    /** How oneDNN takes a product, if at all. */
    static Way way(Shape x, Shape weight) {
        long inputs = weight.get(1);
        long outputs = weight.get(0);
        long rows = x.size() / inputs;
        boolean fills = rows % VECTOR == 0 && inputs % VECTOR == 0 && outputs % VECTOR == 0;
        boolean isLarge = rows >= LEAST_ROWS
                && Math.min(inputs, outputs) >= LEAST_WIDTH
                && rows * inputs * outputs >= LEAST_MULTIPLICATIONS;
        if (!fills || !isLarge) {
            return Way.PRODUCT;
        }
        if (rows >= MANY_ROWS) {
            return Way.ROWS_AS_PIXELS;
        }
        return outputs >= LEAST_PIXELS ? Way.WEIGHTS_AS_PIXELS : Way.PRODUCT;
    }

    static NDArray byProduct(NDArray x, NDArray weight, @Nullable NDArray bias) {
        return (bias == null ? Linear.linear(x, weight) : Linear.linear(x, weight, bias)).singletonOrThrow();
    }

    static NDArray rowsAsPixels(NDArray x, NDArray weight, @Nullable NDArray bias) {
        return convolved(x, weight, bias).reshape(resultOf(x, weight));
    }

    static NDArray weightsAsPixels(NDArray x, NDArray weight, @Nullable NDArray bias) {
        NDArray columns = convolved(weight, x.reshape(-1, weight.getShape().get(1)), null);
        NDArray rows = ChannelOrder.outermost(columns.transpose()).reshape(resultOf(x, weight));
        return bias == null ? rows : rows.add(bias);
    }

    private static Shape resultOf(NDArray x, NDArray weight) {
        Shape shape = x.getShape();
        return shape.slice(0, shape.dimension() - 1).add(weight.getShape().get(0));
    }

    /**
     * The pixels as images of one pixel's width, (16, in, pixels / 16, 1), under a kernel for each result.
     *
     * @param pixels (…, in)
     * @param kernels (out, in)
     * @return (number of pixels, out)
     */
    private static NDArray convolved(NDArray pixels, NDArray kernels, @Nullable NDArray bias) {
        long inputs = kernels.getShape().get(1);
        long outputs = kernels.getShape().get(0);
        NDArray images = ChannelOrder.outermost(pixels, IMAGES, inputs, pixels.size() / inputs / IMAGES, 1);
        Shape one = new Shape(1, 1);
        return Conv2d.conv2d(images, kernels.reshape(outputs, inputs, 1, 1), bias, one, new Shape(0, 0), one, 1)
                .singletonOrThrow()
                .transpose(0, 2, 3, 1)
                .reshape(-1, outputs);
    }
}
