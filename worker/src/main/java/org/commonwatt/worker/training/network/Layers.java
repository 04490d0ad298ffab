package org.commonwatt.worker.training.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.plan.WorkPlan;
import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.Layer;

/** Turns one layer of a spec into a function, and enters what it stores into the layout. */
final class Layers {

    private static final Initial ZERO = new Initial.Constant(0);
    private static final Initial ONE = new Initial.Constant(1);

    private final Layout layout;
    private final Convolutions convolutions;
    private final SequenceLayers sequences;
    private final boolean innermost;

    /**
     * @param layers all of the network's
     * @param plans what shape inference says of each of them
     */
    Layers(Layout layout, List<Layer> layers, List<WorkPlan.LayerPlan> plans) {
        this.layout = layout;
        this.innermost = ChannelOrder.canBeInnermost(layers, plans);
        this.convolutions = new Convolutions(layout, innermost);
        this.sequences = new SequenceLayers(layout, SequenceLayers.blocks(layers));
    }

    /**
     * @param name the layer's name, given or made from its type and number
     * @param input shape of one example before it, without the batch dimension
     */
    Op op(Layer layer, String name, Shape input) {
        return switch (layer) {
            case Layer.Dense dense -> dense(dense, name, input);
            case Layer.Conv1d conv -> convolutions.of(conv, name, input);
            case Layer.Conv2d conv -> convolutions.of(conv, name, input);
            case Layer.MaxPool1d pool -> {
                Shape window = new Shape(pool.kernel());
                Shape stride = new Shape(strideOf(pool.stride(), pool.kernel()));
                Shape padding = new Shape(pool.padding());
                yield (x, pass) -> Pool.maxPool1d(x, window, stride, padding, false);
            }
            case Layer.AvgPool1d pool -> {
                Shape window = new Shape(pool.kernel());
                Shape stride = new Shape(strideOf(pool.stride(), pool.kernel()));
                Shape padding = new Shape(pool.padding());
                yield (x, pass) -> Pool.avgPool1d(x, window, stride, padding, false, true);
            }
            case Layer.MaxPool2d pool -> {
                Shape window = square(pool.kernel());
                Shape stride = square(strideOf(pool.stride(), pool.kernel()));
                Shape padding = square(pool.padding());
                yield (x, pass) -> pooled(Pool.maxPool2d(x, window, stride, padding, false));
            }
            case Layer.AvgPool2d pool -> {
                Shape window = square(pool.kernel());
                Shape stride = square(strideOf(pool.stride(), pool.kernel()));
                Shape padding = square(pool.padding());
                yield (x, pass) -> pooled(Pool.avgPool2d(x, window, stride, padding, false, true));
            }
            case Layer.GlobalAvgPool2d pool -> (x, pass) -> Pool.globalAvgPool2d(x);
            case Layer.GlobalMaxPool2d pool -> (x, pass) -> Pool.globalMaxPool2d(x);
            case Layer.Dropout dropout -> {
                float rate = (float) dropout.rate();
                boolean images = innermost && input.dimension() == 3;
                yield (x, pass) -> pass.drop(x, rate, images);
            }
            case Layer.BatchNorm norm -> batchNorm(norm, name, input);
            case Layer.LayerNorm norm -> layerNorm(norm, name, input);
            case Layer.Embedding embedding -> sequences.embedding(embedding, name);
            case Layer.PositionalEmbedding embedding -> sequences.positional(name, input);
            case Layer.Lstm lstm -> sequences.lstm(lstm, name, input);
            case Layer.Gru gru -> sequences.gru(gru, name, input);
            case Layer.Rnn rnn -> sequences.rnn(rnn, name, input);
            case Layer.SelfAttentionBlock block -> sequences.block(block, name, input);
            case Layer.TimePool pool -> sequences.pool(pool);
            case Layer.Unembedding unembedding -> sequences.unembedding(unembedding);
            case Layer.Flatten flatten -> (x, pass) -> x.reshape(x.getShape().get(0), -1);
            case Layer.Reshape reshape -> {
                long[] shape =
                        reshape.shape().stream().mapToLong(Integer::longValue).toArray();
                yield (x, pass) -> x.reshape(new Shape(x.getShape().get(0)).addAll(new Shape(shape)));
            }
            case Layer.Residual residual -> residual(residual, name, input);
            case Layer.Activation activation -> {
                ActivationFunction function = activation.function();
                yield (x, pass) -> activate(function, x);
            }
        };
    }

    /**
     * What a pooling gave, laid out as the network is; without a copy. What comes back for it then is too, also from a layer
     * that flattens it: the engine's own way back would bring all the values before the pooling into the other order first.
     */
    private NDArray pooled(NDArray values) {
        return innermost ? ChannelOrder.innermost(values) : values;
    }

    private Op dense(Layer.Dense dense, String name, Shape input) {
        long inputs = input.get(input.dimension() - 1);
        Initial initial = Initial.glorotUniform(inputs, dense.units());
        Parameter weight = layout.parameter(name + ".weight", new Shape(dense.units(), inputs), initial);
        Parameter bias = dense.bias() ? layout.parameter(name + ".bias", new Shape(dense.units()), ZERO) : null;
        return (x, pass) -> Products.linear(x, pass.of(weight), bias == null ? null : pass.of(bias));
    }

    private Op residual(Layer.Residual residual, String name, Shape input) {
        Op through = inner(residual.layers(), name + ".", input);
        List<Layer> shortcut = residual.shortcut();
        Op around = shortcut == null ? (x, pass) -> x : inner(shortcut, name + ".shortcut.", input);
        return (x, pass) -> through.apply(x, pass).add(around.apply(x, pass));
    }

    /** Layers inside a layer, one after the other. */
    private Op inner(List<Layer> layers, String prefix, Shape input) {
        List<Op> ops = new ArrayList<>();
        List<WorkPlan.LayerPlan> plans = ChannelOrder.plansOf(
                layers, Arrays.stream(input.getShape()).boxed().toList());
        for (int i = 0; i < layers.size(); i++) {
            WorkPlan.LayerPlan plan = plans.get(i);
            ops.add(op(layers.get(i), prefix + plan.name(), Shapes.of(plan.inputShape())));
        }
        return (x, pass) -> pass.through(ops, x);
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
            case RELU6 -> x.clip(0, 6);
            case LEAKY_RELU -> Activation.leakyRelu(x, 0.01f);
            case ELU -> Activation.elu(x, 1);
            case GELU -> Activation.gelu(x);
            case SILU -> x.mul(Activation.sigmoid(x));
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
