package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a transformer's blocks, with the initial values of GPT-2: weights from the normal distribution of deviation
 * 0.02, those that end on the residual path divided by √(2·blocks) (Radford et al. 2019, section 2.3), biases of zero.
 */
final class Attention {

    static final double DEVIATION = 0.02;

    private static final float EPSILON = 1e-5f;
    private static final Initial ZERO = new Initial.Constant(0);
    private static final Initial ONE = new Initial.Constant(1);

    private Attention() {}

    /** A dense layer: (…, in) → (…, out). */
    record Projection(Parameter weight, Parameter bias) {

        static Projection of(Layout layout, String name, long outputs, long inputs, double deviation) {
            return new Projection(
                    layout.parameter(name + ".weight", new Shape(outputs, inputs), new Initial.Normal(deviation)),
                    layout.parameter(name + ".bias", new Shape(outputs), ZERO));
        }

        NDArray apply(NDArray x, Pass pass) {
            return Linear.linear(x, pass.of(weight), pass.of(bias)).singletonOrThrow();
        }
    }

    /** A layer normalisation over the last dimension. */
    record Norm(Parameter weight, Parameter bias) {

        static Norm of(Layout layout, String name, long width) {
            return new Norm(
                    layout.parameter(name + ".weight", new Shape(width), ONE),
                    layout.parameter(name + ".bias", new Shape(width), ZERO));
        }

        NDArray apply(NDArray x, Pass pass) {
            return LayerNorm.layerNorm(x, weight.shape(), pass.of(weight), pass.of(bias), EPSILON)
                    .singletonOrThrow();
        }
    }

    /** Two dense layers at each place with gelu between them: (…, D) → (…, D). */
    record FeedForward(Projection expansion, Projection contraction) {

        static FeedForward of(Layout layout, String name, long width, long inner, double last) {
            return new FeedForward(
                    Projection.of(layout, name + ".expansion", inner, width, DEVIATION),
                    Projection.of(layout, name + ".contraction", width, inner, last));
        }

        NDArray apply(NDArray x, Pass pass) {
            return contraction.apply(Activation.gelu(expansion.apply(x, pass)), pass);
        }
    }

    /**
     * softmax(QKᵀ/√d + hidden)·V by head.
     *
     * @param queries (N, T, D)
     * @param keys (N, S, D)
     * @param values (N, S, D)
     * @param hidden added to the scores, broadcast to (N, heads, T, S); null where all may be seen
     * @return (N, T, D)
     */
    static NDArray attend(
            NDArray queries, NDArray keys, NDArray values, @Nullable NDArray hidden, int heads, float rate, Pass pass) {
        Shape shape = queries.getShape();
        double scale = 1 / Math.sqrt((double) shape.get(2) / heads);
        NDArray scores =
                split(queries.mul(scale), heads).matMul(split(keys, heads).transpose(0, 1, 3, 2));
        NDArray shares = (hidden == null ? scores : scores.add(hidden)).softmax(-1);
        return drop(shares, rate, pass)
                .matMul(split(values, heads))
                .transpose(0, 2, 1, 3)
                .reshape(shape);
    }

    /** (N, T, 3·D) of queries, keys and values, each (N, T, D). */
    static NDList thirds(NDArray x) {
        long width = x.getShape().get(2) / 3;
        return x.split(new long[] {width, 2 * width}, 2);
    }

    static NDArray drop(NDArray x, float rate, Pass pass) {
        return pass.training() && rate > 0 ? Dropout.dropout(x, rate, true).singletonOrThrow() : x;
    }

    /** (N, T, D) → (N, heads, T, D/heads). */
    private static NDArray split(NDArray x, int heads) {
        Shape shape = x.getShape();
        return x.reshape(shape.get(0), shape.get(1), heads, shape.get(2) / heads)
                .transpose(0, 2, 1, 3);
    }
}
