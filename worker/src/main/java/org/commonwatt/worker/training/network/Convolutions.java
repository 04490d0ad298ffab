package org.commonwatt.worker.training.network;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.spec.Initialisation;
import org.commonwatt.protocol.spec.Layer;

/** Convolutions over one and two dimensions. */
final class Convolutions {

    private final Layout layout;
    private final boolean innermost;

    /** @param innermost whether channels lie innermost in memory, see {@link ChannelOrder} */
    Convolutions(Layout layout, boolean innermost) {
        this.layout = layout;
        this.innermost = innermost;
    }

    /** (N, C, L) → (N, filters, L'). */
    Op of(Layer.Conv1d conv, String name, Shape input) {
        Shape kernels = new Shape(conv.filters(), input.get(0) / conv.groups(), conv.kernel());
        Parameter weight = weight(name, kernels, conv.groups(), conv.initial());
        Parameter bias = bias(name, conv.filters(), conv.bias());
        Shape stride = new Shape(conv.stride());
        Shape padding = new Shape(conv.padding());
        Shape dilation = new Shape(conv.dilation());
        int groups = conv.groups();
        return (x, pass) -> Conv1d.conv1d(x, pass.of(weight), of(bias, pass), stride, padding, dilation, groups)
                .singletonOrThrow();
    }

    /** (N, C, H, W) → (N, filters, H', W'). */
    Op of(Layer.Conv2d conv, String name, Shape input) {
        Shape kernels = new Shape(conv.filters(), input.get(0) / conv.groups(), conv.kernel(), conv.kernel());
        Parameter weight = weight(name, kernels, conv.groups(), conv.initial());
        Parameter bias = bias(name, conv.filters(), conv.bias());
        Shape stride = new Shape(conv.stride(), conv.stride());
        Shape padding = new Shape(conv.padding(), conv.padding());
        Shape dilation = new Shape(conv.dilation(), conv.dilation());
        int groups = conv.groups();
        return (x, pass) -> {
            NDArray kernel = innermost ? ChannelOrder.innermost(pass.of(weight)) : pass.of(weight);
            return Conv2d.conv2d(x, kernel, of(bias, pass), stride, padding, dilation, groups)
                    .singletonOrThrow();
        };
    }

    /** @param kernels (filters, C/groups, …) */
    private Parameter weight(String name, Shape kernels, int groups, Initialisation initial) {
        long area = Arrays.stream(kernels.getShape()).skip(2).reduce(1, Math::multiplyExact);
        long fanIn = kernels.get(1) * area;
        long fanOut = kernels.get(0) / groups * area;
        return layout.parameter(name + ".weight", kernels, Initial.of(initial, fanIn, fanOut));
    }

    private @Nullable Parameter bias(String name, int filters, boolean wanted) {
        return wanted ? layout.parameter(name + ".bias", new Shape(filters), new Initial.Constant(0)) : null;
    }

    private static @Nullable NDArray of(@Nullable Parameter bias, Pass pass) {
        return bias == null ? null : pass.of(bias);
    }
}
