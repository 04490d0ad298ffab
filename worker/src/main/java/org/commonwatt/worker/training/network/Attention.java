package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import org.jspecify.annotations.Nullable;

import org.commonwatt.worker.training.tensor.Scalars;

/**
 * The halves of a transformer's blocks. Each normalises its input, computes, and adds the result to the input. Initial
 * values are those of GPT-2: weights from the normal distribution of deviation 0.02, those that end on the residual path
 * divided by √(2·blocks) (Radford et al. 2019, section 2.3), biases of zero.
 */
final class Attention {

    private static final double DEVIATION = 0.02;

    private Attention() {}

    /** How weights are drawn that do not end on the residual path; embeddings too. */
    static final Initial INNER = new Initial.Normal(DEVIATION);

    /** How weights are drawn that end on a residual path of {@code blocks} blocks. */
    static Initial last(int blocks) {
        return new Initial.Normal(DEVIATION / Math.sqrt(2.0 * blocks));
    }

    /** Attention among the places of one sequence: {@code norm1}, {@code attention} (queries, keys, values), {@code projection}. */
    record Self(Norm norm, Projection attention, Projection projection, int heads, float rate) {

        static Self of(Layout layout, String name, long width, int heads, float rate, Initial last) {
            return new Self(
                    Norm.of(layout, name + ".norm1", width),
                    Projection.of(layout, name + ".attention", 3 * width, width, INNER),
                    Projection.of(layout, name + ".projection", width, width, last),
                    heads,
                    rate);
        }

        /**
         * @param x (N, T, D)
         * @param hidden added to the scores, broadcast to (N, heads, T, T); null where all may be seen
         */
        NDArray apply(NDArray x, @Nullable NDArray hidden, Pass pass) {
            NDList parts = split(attention.apply(norm.apply(x, pass), pass), 3);
            NDArray seen = attend(parts.get(0), parts.get(1), parts.get(2), hidden, heads, rate, pass);
            return x.add(pass.drop(projection.apply(seen, pass), rate));
        }
    }

    /**
     * Attention from one sequence to another: {@code crossNorm}, {@code query}, {@code memory} (keys, values),
     * {@code crossProjection}.
     */
    record Cross(Norm norm, Projection query, Projection memory, Projection projection, int heads, float rate) {

        static Cross of(Layout layout, String name, long width, int heads, float rate, Initial last) {
            return new Cross(
                    Norm.of(layout, name + ".crossNorm", width),
                    Projection.of(layout, name + ".query", width, width, INNER),
                    Projection.of(layout, name + ".memory", 2 * width, width, INNER),
                    Projection.of(layout, name + ".crossProjection", width, width, last),
                    heads,
                    rate);
        }

        /**
         * @param x (N, U, D)
         * @param other (N, S, D)
         * @param hidden added to the scores, broadcast to (N, heads, U, S)
         */
        NDArray apply(NDArray x, NDArray other, NDArray hidden, Pass pass) {
            NDArray queries = query.apply(norm.apply(x, pass), pass);
            NDList parts = split(memory.apply(other, pass), 2);
            NDArray seen = attend(queries, parts.get(0), parts.get(1), hidden, heads, rate, pass);
            return x.add(pass.drop(projection.apply(seen, pass), rate));
        }
    }

    /** Two dense layers at each place with gelu between them: {@code norm2}, {@code expansion}, {@code contraction}. */
    record FeedForward(Norm norm, Projection expansion, Projection contraction, float rate) {

        static FeedForward of(Layout layout, String name, long width, long inner, float rate, Initial last) {
            return new FeedForward(
                    Norm.of(layout, name + ".norm2", width),
                    Projection.of(layout, name + ".expansion", inner, width, INNER),
                    Projection.of(layout, name + ".contraction", width, inner, last),
                    rate);
        }

        NDArray apply(NDArray x, Pass pass) {
            NDArray inner = Activation.gelu(expansion.apply(norm.apply(x, pass), pass));
            return x.add(pass.drop(contraction.apply(inner, pass), rate));
        }
    }

    /** softmax(QKᵀ/√d + hidden)·V by head: queries (N, T, D), keys and values (N, S, D) to (N, T, D). */
    private static NDArray attend(
            NDArray queries, NDArray keys, NDArray values, @Nullable NDArray hidden, int heads, float rate, Pass pass) {
        Shape shape = queries.getShape();
        double scale = 1 / Math.sqrt((double) shape.get(2) / heads);
        NDArray scores = byHead(Scalars.times(queries, scale), heads)
                .matMul(byHead(keys, heads).transpose(0, 1, 3, 2));
        NDArray shares = (hidden == null ? scores : scores.add(hidden)).softmax(-1);
        return pass.drop(shares, rate)
                .matMul(byHead(values, heads))
                .transpose(0, 2, 1, 3)
                .reshape(shape);
    }

    /** (N, T, parts·D) as arrays of (N, T, D). */
    private static NDList split(NDArray x, int parts) {
        long width = x.getShape().get(2) / parts;
        long[] cuts = new long[parts - 1];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = (i + 1) * width;
        }
        return x.split(cuts, 2);
    }

    /** (N, T, D) → (N, heads, T, D/heads). */
    private static NDArray byHead(NDArray x, int heads) {
        Shape shape = x.getShape();
        return x.reshape(shape.get(0), shape.get(1), heads, shape.get(2) / heads)
                .transpose(0, 2, 1, 3);
    }
}
