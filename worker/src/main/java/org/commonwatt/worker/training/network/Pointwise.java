package org.commonwatt.worker.training.network;

import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import org.jspecify.annotations.Nullable;

import org.commonwatt.worker.machine.MatrixKernels;

/**
 * Convolutions, kept away from a fault of oneDNN's: between five pairs of widths it chooses the blocks of a 1 × 1 convolution by
 * a division of whole numbers, and where an AMD processor's hypervisor hides the caches ({@link MatrixKernels}) the divisor is
 * nought, which ends the process. There such a kernel gets filters of zeros besides, whose results are dropped. (Seen with
 * libtorch 2.7.1, forward, and backward between the same widths the other way round.)
 *
 * @see <a href="https://github.com/uxlfoundation/oneDNN/blob/v3.7.1/src/cpu/x64/jit_brgemm_conv_utils.cpp">{@code est_eff_1x1}
 *     of oneDNN 3.7.1</a>
 */
final class Pointwise {

    private static final boolean HIDDEN_CACHES =
            MatrixKernels.HIDDEN.equals(System.getenv().get(MatrixKernels.CACHES));

    private static final Set<Pair> FAULTY = Set.of(
            new Pair(1024, 2048), new Pair(1024, 512), new Pair(256, 1024), new Pair(512, 1024), new Pair(512, 2048));

    /** As many as a vector of AVX-512 has floats, so that the channels go on filling vectors. */
    private static final int MORE = 16;

    private record Pair(long from, long to) {}

    private Pointwise() {}

    /** How a kernel goes over its input. */
    record Way(Shape stride, Shape padding, Shape dilation, int groups) {}

    /**
     * A convolution over as many dimensions as {@code kernels} have beside filters and channels, one or two.
     *
     * @param x (N, in, …)
     * @param kernels (out, in / groups, …)
     * @param bias (out), or null for none
     * @return (N, out, …)
     */
    static NDArray convolution(NDArray x, NDArray kernels, @Nullable NDArray bias, Way way) {
        return HIDDEN_CACHES && isFaulty(kernels.getShape(), way.groups())
                ? widened(x, kernels, bias, way)
                : plain(x, kernels, bias, way);
    }

    /** Whether oneDNN fails on kernels (out, in, …) where caches are hidden. */
    static boolean isFaulty(Shape kernels, int groups) {
        long outputs = kernels.get(0);
        long inputs = kernels.get(1);
        boolean isPoint = kernels.size() == outputs * inputs;
        return groups == 1
                && isPoint
                && (FAULTY.contains(new Pair(inputs, outputs)) || FAULTY.contains(new Pair(outputs, inputs)));
    }

    /** The same result by more filters than there are. */
    static NDArray widened(NDArray x, NDArray kernels, @Nullable NDArray bias, Way way) {
        NDArray more = kernels.concat(zeros(kernels, kernels.getShape()));
        NDArray moreBias = bias == null ? null : bias.concat(zeros(bias, bias.getShape()));
        return plain(x, more, moreBias, way).get(":, :{}", kernels.getShape().get(0));
    }

    private static NDArray zeros(NDArray values, Shape shape) {
        long[] dimensions = shape.getShape().clone();
        dimensions[0] = MORE;
        return values.getManager().zeros(new Shape(dimensions));
    }

    static NDArray plain(NDArray x, NDArray kernels, @Nullable NDArray bias, Way way) {
        boolean overOne = kernels.getShape().dimension() == 3;
        NDList results = overOne
                ? Conv1d.conv1d(x, kernels, bias, way.stride(), way.padding(), way.dilation(), way.groups())
                : Conv2d.conv2d(x, kernels, bias, way.stride(), way.padding(), way.dilation(), way.groups());
        return results.singletonOrThrow();
    }
}
