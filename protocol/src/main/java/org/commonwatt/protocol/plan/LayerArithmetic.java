package org.commonwatt.protocol.plan;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.spec.Layer;

/** Sends each layer to the arithmetic of its family. */
final class LayerArithmetic {

    private LayerArithmetic() {}

    /**
     * What {@code layer} does to {@code input}.
     *
     * @throws Misfit when it can't take that shape
     * @throws ArithmeticException when a count exceeds 2⁶³
     */
    static Effect of(Layer layer, Shape input) throws Misfit {
        return switch (layer) {
            case Layer.Dense dense -> Projections.of(dense, input);
            case Layer.Conv2d convolution -> Convolutions.of(convolution, input);
            case Layer.MaxPool2d pooling -> Poolings.of(pooling, input);
            case Layer.AvgPool2d pooling -> Poolings.of(pooling, input);
            case Layer.GlobalAvgPool2d pooling -> Poolings.of(pooling, input);
            case Layer.BatchNorm norm -> Normalisations.of(norm, input);
            case Layer.LayerNorm norm -> Normalisations.of(norm, input);
            case Layer.Dropout dropout -> Elementwise.of(dropout, input);
            case Layer.Flatten flatten -> Elementwise.of(flatten, input);
            case Layer.Activation activation -> Elementwise.of(activation, input);
        };
    }

    /** The window that a layer slides over images, or null for layers that keep height and width as they are or lose them. */
    static @Nullable Window window(Layer layer) {
        return switch (layer) {
            case Layer.Conv2d convolution -> Convolutions.window(convolution);
            case Layer.MaxPool2d pooling -> Poolings.window(pooling);
            case Layer.AvgPool2d pooling -> Poolings.window(pooling);
            case Layer.Dense dense -> null;
            case Layer.GlobalAvgPool2d pooling -> null;
            case Layer.BatchNorm norm -> null;
            case Layer.LayerNorm norm -> null;
            case Layer.Dropout dropout -> null;
            case Layer.Flatten flatten -> null;
            case Layer.Activation activation -> null;
        };
    }
}
