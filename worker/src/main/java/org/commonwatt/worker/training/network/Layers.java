package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.Layer;

/** Turns one layer of a spec into a function, and enters what it stores into the layout. */
final class Layers {

    private static final Initial ZERO = new Initial.Constant(0);
    private static final Initial ONE = new Initial.Constant(1);

    private final Layout layout;

    Layers(Layout layout) {
        this.layout = layout;
    }

    /**
     * @param name the layer's name, given or made from its type and number
     * @param input shape of one example before it, without the batch dimension
     */
    Op op(Layer layer, String name, Shape input) {
        return switch (layer) {
            case Layer.Dense dense -> dense(dense, name, input);
            case Layer.Conv2d conv -> conv2d(conv, name, input);
            case Layer.MaxPool2d pool -> {
                Shape window = square(pool.kernel());
                Shape stride = square(strideOf(pool.stride(), pool.kernel()));
                Shape padding = square(pool.padding());
                yield (x, pass) -> Pool.maxPool2d(x, window, stride, padding, false);
            }
            case Layer.AvgPool2d pool -> {
                Shape window = square(pool.kernel());
                Shape stride = square(strideOf(pool.stride(), pool.kernel()));
                Shape padding = square(pool.padding());
                yield (x, pass) -> Pool.avgPool2d(x, window, stride, padding, false, true);
            }
            case Layer.GlobalAvgPool2d pool -> (x, pass) -> Pool.globalAvgPool2d(x);
            case Layer.Dropout dropout -> {
                float rate = (float) dropout.rate();
                yield (x, pass) -> pass.training() && rate > 0
                        ? Dropout.dropout(x, rate, true).singletonOrThrow()
                        : x;
            }
            case Layer.BatchNorm norm -> batchNorm(norm, name, input);
            case Layer.LayerNorm norm -> layerNorm(norm, name, input);
            case Layer.Flatten flatten -> (x, pass) -> x.reshape(x.getShape().get(0), -1);
            case Layer.Activation activation -> {
                ActivationFunction function = activation.function();
                yield (x, pass) -> activate(function, x);
            }
        };
    }

    private Op dense(Layer.Dense dense, String name, Shape input) {
        long inputs = input.get(input.dimension() - 1);
        Initial initial = Initial.glorotUniform(inputs, dense.units());
        Parameter weight = layout.parameter(name + ".weight", new Shape(dense.units(), inputs), initial);
        Parameter bias = dense.bias() ? layout.parameter(name + ".bias", new Shape(dense.units()), ZERO) : null;
        return (x, pass) -> bias == null
                ? Linear.linear(x, pass.of(weight)).singletonOrThrow()
                : Linear.linear(x, pass.of(weight), pass.of(bias)).singletonOrThrow();
    }

    private Op conv2d(Layer.Conv2d conv, String name, Shape input) {
        long channels = input.get(0);
        long area = (long) conv.kernel() * conv.kernel();
        Initial initial = Initial.glorotUniform(channels * area, conv.filters() * area);
        Shape kernels = new Shape(conv.filters(), channels, conv.kernel(), conv.kernel());
        Parameter weight = layout.parameter(name + ".weight", kernels, initial);
        Parameter bias = conv.bias() ? layout.parameter(name + ".bias", new Shape(conv.filters()), ZERO) : null;
        Shape stride = square(conv.stride());
        Shape padding = square(conv.padding());
        Shape dilation = square(1);
        return (x, pass) -> Conv2d.conv2d(
                        x, pass.of(weight), bias == null ? null : pass.of(bias), stride, padding, dilation, 1)
                .singletonOrThrow();
    }

    /**
     * A batch that has one value per channel has no variance to measure (the engine refuses it): such a batch, which can
     * be an epoch's last, is normalised by the running statistics and leaves them as they are.
     */
    private Op batchNorm(Layer.BatchNorm norm, String name, Shape input) {
        Shape channels = new Shape(input.get(0));
        long positions = input.size() / input.get(0);
        Parameter weight = layout.parameter(name + ".weight", channels, ONE);
        Parameter bias = layout.parameter(name + ".bias", channels, ZERO);
        Statistic mean = layout.statistic(name + ".runningMean", channels, 0);
        Statistic variance = layout.statistic(name + ".runningVariance", channels, 1);
        float momentum = (float) norm.momentum();
        float epsilon = (float) norm.epsilon();
        return (x, pass) -> {
            boolean measure = pass.training() && x.getShape().get(0) * positions > 1;
            return BatchNorm.batchNorm(
                            x,
                            pass.of(mean),
                            pass.of(variance),
                            pass.of(weight),
                            pass.of(bias),
                            -1,
                            momentum,
                            epsilon,
                            measure)
                    .singletonOrThrow();
        };
    }

    private Op layerNorm(Layer.LayerNorm norm, String name, Shape input) {
        Shape last = new Shape(input.get(input.dimension() - 1));
        Parameter weight = layout.parameter(name + ".weight", last, ONE);
        Parameter bias = layout.parameter(name + ".bias", last, ZERO);
        float epsilon = (float) norm.epsilon();
        return (x, pass) -> LayerNorm.layerNorm(x, last, pass.of(weight), pass.of(bias), epsilon)
                .singletonOrThrow();
    }

    private static NDArray activate(ActivationFunction function, NDArray x) {
        return switch (function) {
            case RELU -> Activation.relu(x);
            case LEAKY_RELU -> Activation.leakyRelu(x, 0.01f);
            case ELU -> Activation.elu(x, 1);
            case GELU -> Activation.gelu(x);
            case SILU -> Activation.swish(x, 1);
            case TANH -> Activation.tanh(x);
            case SIGMOID -> Activation.sigmoid(x);
            case SOFTMAX -> x.softmax(-1);
        };
    }

    private static int strideOf(@Nullable Integer stride, int kernel) {
        return stride == null ? kernel : stride;
    }

    private static Shape square(long side) {
        return new Shape(side, side);
    }
}
