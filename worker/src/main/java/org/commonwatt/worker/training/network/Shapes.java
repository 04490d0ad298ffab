package org.commonwatt.worker.training.network;

import java.util.List;

import ai.djl.ndarray.types.Shape;

/** Shapes of plans as the engine writes them. */
final class Shapes {

    private Shapes() {}

    static Shape of(List<Long> dimensions) {
        return new Shape(dimensions.stream().mapToLong(Long::longValue).toArray());
    }
}
