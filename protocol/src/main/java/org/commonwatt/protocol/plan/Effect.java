package org.commonwatt.protocol.plan;

/**
 * What a layer does to an input of a known shape.
 *
 * @param output shape of one example after it
 * @param parameters number of its values, trained and stored
 * @param flops floating-point operations of one forward pass over one example; a multiply-add counts as two
 */
record Effect(Shape output, long parameters, long flops) {

    /** A layer without parameters that computes {@code flopsPerElement} for each value and keeps the shape. */
    static Effect keeping(Shape shape, long flopsPerElement) {
        return new Effect(shape, 0, Math.multiplyExact(shape.elements(), flopsPerElement));
    }
}
