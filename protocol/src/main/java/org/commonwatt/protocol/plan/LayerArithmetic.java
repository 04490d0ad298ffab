package org.commonwatt.protocol.plan;

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
            case Layer.Conv1d convolution -> Convolutions.of(convolution, input);
            case Layer.Conv2d convolution -> Convolutions.of(convolution, input);
            case Layer.MaxPool1d pooling -> Poolings.of(pooling, input);
            case Layer.AvgPool1d pooling -> Poolings.of(pooling, input);
            case Layer.MaxPool2d pooling -> Poolings.of(pooling, input);
            case Layer.AvgPool2d pooling -> Poolings.of(pooling, input);
            case Layer.GlobalAvgPool2d pooling -> Poolings.of(pooling, input);
            case Layer.GlobalMaxPool2d pooling -> Poolings.of(pooling, input);
            case Layer.BatchNorm norm -> Normalisations.of(norm, input);
            case Layer.LayerNorm norm -> Normalisations.of(norm, input);
            case Layer.Dropout dropout -> Elementwise.of(dropout, input);
            case Layer.Embedding embedding -> Embeddings.ofNumbers(embedding);
            case Layer.PositionalEmbedding embedding -> Embeddings.of(embedding, input);
            case Layer.Lstm lstm -> Recurrences.of(lstm, input);
            case Layer.Gru gru -> Recurrences.of(gru, input);
            case Layer.Rnn rnn -> Recurrences.of(rnn, input);
            case Layer.SelfAttentionBlock block -> Attentions.of(block, input);
            case Layer.TimePool pooling -> Recurrences.of(pooling, input);
            case Layer.Unembedding unembedding -> Embeddings.ofNothing(unembedding);
            case Layer.Flatten flatten -> Elementwise.of(flatten, input);
            case Layer.Reshape reshape -> Elementwise.of(reshape, input);
            case Layer.Activation activation -> Elementwise.of(activation, input);
            case Layer.Residual residual -> Residuals.of(residual, input);
        };
    }

    /** The shortest side of a layer's input whose output has a side of at least {@code side}. */
    static long shortest(Layer layer, long side) {
        return switch (layer) {
            case Layer.Conv1d convolution -> Convolutions.window(convolution).shortest(side);
            case Layer.Conv2d convolution -> Convolutions.window(convolution).shortest(side);
            case Layer.MaxPool1d pooling -> Poolings.window(pooling).shortest(side);
            case Layer.AvgPool1d pooling -> Poolings.window(pooling).shortest(side);
            case Layer.MaxPool2d pooling -> Poolings.window(pooling).shortest(side);
            case Layer.AvgPool2d pooling -> Poolings.window(pooling).shortest(side);
            case Layer.Residual residual -> Residuals.shortest(residual.layers(), side);
            case Layer.Dense dense -> side;
            case Layer.GlobalAvgPool2d pooling -> side;
            case Layer.GlobalMaxPool2d pooling -> side;
            case Layer.BatchNorm norm -> side;
            case Layer.LayerNorm norm -> side;
            case Layer.Dropout dropout -> side;
            case Layer.Embedding embedding -> side;
            case Layer.PositionalEmbedding embedding -> side;
            case Layer.Lstm lstm -> side;
            case Layer.Gru gru -> side;
            case Layer.Rnn rnn -> side;
            case Layer.SelfAttentionBlock block -> side;
            case Layer.TimePool pooling -> side;
            case Layer.Unembedding unembedding -> side;
            case Layer.Flatten flatten -> side;
            case Layer.Reshape reshape -> side;
            case Layer.Activation activation -> side;
        };
    }
}
