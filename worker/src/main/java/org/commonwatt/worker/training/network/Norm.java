package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;

/** A layer normalisation inside a larger part, over the last dimension. */
record Norm(Parameter weight, Parameter bias) {

    private static final float EPSILON = 1e-5f;

    static Norm of(Layout layout, String name, long width) {
        return new Norm(
                layout.parameter(name + ".weight", new Shape(width), new Initial.Constant(1)),
                layout.parameter(name + ".bias", new Shape(width), new Initial.Constant(0)));
    }

    NDArray apply(NDArray x, Pass pass) {
        return LayerNorm.layerNorm(x, weight.shape(), pass.of(weight), pass.of(bias), EPSILON)
                .singletonOrThrow();
    }
}
