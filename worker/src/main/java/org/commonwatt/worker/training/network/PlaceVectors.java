package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/** Adds a learned vector to each of at most as many places as there are: (N, T, D) → (N, T, D). */
record PlaceVectors(Parameter weight) {

    static PlaceVectors of(Layout layout, String name, long places, long width) {
        return new PlaceVectors(layout.parameter(name + ".weight", new Shape(places, width), Attention.INNER));
    }

    NDArray apply(NDArray x, Pass pass) {
        long places = x.getShape().get(1);
        NDArray all = pass.of(weight);
        return x.add(places == weight.shape().get(0) ? all : all.get(new NDIndex("0:" + places)));
    }
}
