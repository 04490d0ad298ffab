package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.commonwatt.worker.training.tensor.Scalars;

/** Moves along sequences whose padding stands at their end. */
final class Places {

    private Places() {}

    /**
     * Each example's own order turned round, its padding left where it is; twice is as before.
     *
     * @param x (N, T, D)
     * @param mask (N, T)
     */
    static NDArray reverse(NDArray x, NDArray mask) {
        Shape shape = x.getShape();
        NDArray place = x.getManager()
                .arange((int) shape.get(1))
                .toType(DataType.FLOAT32, false)
                .reshape(1, -1);
        NDArray last = mask.sum(new int[] {1}, true).sub(1);
        NDArray from = last.sub(Scalars.times(place, 2)).mul(mask).add(place);
        return x.gather(spread(from.reshape(shape.get(0), shape.get(1), 1), shape), 1);
    }

    /** What stands at each example's last place before the padding: (N, T, D) → (N, D). */
    static NDArray last(NDArray x, NDArray mask) {
        Shape shape = x.getShape();
        NDArray last = Scalars.atLeast(mask.sum(new int[] {1}).sub(1), 0).reshape(shape.get(0), 1, 1);
        return x.gather(spread(last, new Shape(shape.get(0), 1, shape.get(2))), 1)
                .squeeze(1);
    }

    private static NDArray spread(NDArray index, Shape shape) {
        return index.toType(DataType.INT64, false).broadcast(shape);
    }
}
