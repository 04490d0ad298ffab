package org.commonwatt.protocol.plan;

/**
 * What a layer does to an input of a known shape.
 *
 * @param output shape of one example after it
 * @param parameters number of its trained values
 * @param flops floating-point operations of one forward pass over one example; a multiply-add counts as two
 * @param kept values of one example that are kept for the backward pass
 */
record Effect(Shape output, long parameters, long flops, long kept) {

    /** A layer that keeps its output alone. */
    Effect(Shape output, long parameters, long flops) {
        this(output, parameters, flops, output.elements());
    }

    /** A layer without parameters that computes {@code flopsPerElement} for each value and keeps the shape. */
    static Effect keeping(Shape shape, long flopsPerElement) {
        return new Effect(shape, 0, Math.multiplyExact(shape.elements(), flopsPerElement));
    }

    /** Where no layer was yet. */
    static Effect unchanged(Shape input) {
        return new Effect(input, 0, 0, 0);
    }

    /** This and then {@code next}. */
    Effect then(Effect next) {
        return new Effect(
                next.output,
                Math.addExact(parameters, next.parameters),
                Math.addExact(flops, next.flops),
                Math.addExact(kept, next.kept));
    }
}
