package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** A dense layer inside a larger part: (…, in) → (…, out). Weight (out, in), bias (out), which begins at zero. */
record Projection(Parameter weight, Parameter bias) {

    static Projection of(Layout layout, String name, long outputs, long inputs, Initial initial) {
        return new Projection(
                layout.parameter(name + ".weight", new Shape(outputs, inputs), initial),
                layout.parameter(name + ".bias", new Shape(outputs), new Initial.Constant(0)));
    }

    /** With Glorot's uniform weights. */
    static Projection glorot(Layout layout, String name, long outputs, long inputs) {
        return of(layout, name, outputs, inputs, Initial.glorotUniform(inputs, outputs));
    }

    NDArray apply(NDArray x, Pass pass) {
        return Products.linear(x, pass.of(weight), pass.of(bias));
    }
}
