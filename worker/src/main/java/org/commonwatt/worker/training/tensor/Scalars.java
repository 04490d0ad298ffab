package org.commonwatt.worker.training.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Arithmetic with single numbers, safe to differentiate.
 *
 * <p>DJL's own {@code array.mul(number)} and its like put the number into Java's memory and let go of it at once, while the
 * engine's graph still points there to compute the gradient. After a garbage collection between the two passes, the gradient
 * is made from whatever lies there by then: one step of a run in some hundred goes astray, without an error. Here the number
 * lies in the engine's memory, which the graph holds on to.
 */
public final class Scalars {

    private Scalars() {}

    /** Every value of {@code x} times {@code factor}, which is rounded to float32. */
    public static NDArray times(NDArray x, double factor) {
        return x.mul(scalar(x, factor));
    }

    /** Every value of {@code x}, or {@code least} where it is less. */
    public static NDArray atLeast(NDArray x, double least) {
        return x.maximum(scalar(x, least));
    }

    /** It lives as long as {@code x} does. */
    private static NDArray scalar(NDArray x, double value) {
        return x.getManager().full(new Shape(), (float) value, DataType.FLOAT32);
    }
}
