package org.commonwatt.worker.training.network;

import ai.djl.ndarray.types.Shape;

/**
 * One trained array and its place in the network's flat vector.
 *
 * @param index its number among the parameters, from 0
 * @param path its name in the model file, such as {@code dense1.weight}
 * @param offset index of its first value in the flat vector
 * @param initial how its values are drawn at a run's first start
 */
public record Parameter(int index, String path, Shape shape, long offset, Initial initial) {

    /** Number of values. */
    public long size() {
        return shape.size();
    }
}
