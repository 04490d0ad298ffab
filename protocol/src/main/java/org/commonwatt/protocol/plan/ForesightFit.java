package org.commonwatt.protocol.plan;

import java.util.List;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.form.Words;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.LayerNames;
import org.commonwatt.protocol.spec.Model;

/**
 * Whether a network that foretells the next token at each place sees no token after that place. One that does reaches a
 * loss of almost nothing, and can't write: there the next token is not yet.
 */
final class ForesightFit {

    private ForesightFit() {}

    /** @param layers what {@code model} stands for, which begin and end with a row for each token */
    static void check(Model model, List<Layer> layers, Violations violations) {
        check(layers, index -> Network.pointer(model, layers, index), violations);
    }

    private static void check(List<Layer> layers, IntFunction<String> pointers, Violations violations) {
        List<String> names = LayerNames.of(layers);
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            String pointer = pointers.apply(i);
            boolean isWritten = !pointer.equals("/model");
            if (layer instanceof Layer.Residual residual) {
                check(residual.layers(), inner -> isWritten ? pointer + "/layers/" + inner : pointer, violations);
                if (residual.shortcut() != null) {
                    check(
                            residual.shortcut(),
                            inner -> isWritten ? pointer + "/shortcut/" + inner : pointer,
                            violations);
                }
            }
            Fault fault = fault(layer);
            if (fault != null) {
                violations.add(
                        isWritten ? pointer + fault.field() : pointer,
                        names.get(i) + " (" + Words.ofType(layer.getClass()) + ") " + fault.what()
                                + ", and the target at each place is the token after it",
                        fault.suggestion());
            }
        }
    }

    /** What is wrong with a layer. */
    private record Fault(String field, String what, String suggestion) {}

    private static @Nullable Fault fault(Layer layer) {
        return switch (layer) {
            case Layer.SelfAttentionBlock block ->
                block.causal() ? null : new Fault("/causal", "lets each place see the tokens after it", "causal: true");
            case Layer.Lstm lstm -> recurrent(lstm.bidirectional());
            case Layer.Gru gru -> recurrent(gru.bidirectional());
            case Layer.Rnn rnn -> recurrent(rnn.bidirectional());
            // Its channels are the places. What has lost the places has them again only after a reshape.
            case Layer.Conv1d convolution -> mixes();
            case Layer.Reshape reshape -> mixes();
            case Layer.Conv2d convolution -> null;
            case Layer.MaxPool2d pooling -> null;
            case Layer.AvgPool2d pooling -> null;
            case Layer.GlobalAvgPool2d pooling -> null;
            case Layer.GlobalMaxPool2d pooling -> null;
            case Layer.TimePool pooling -> null;
            case Layer.Flatten flatten -> null;
            // These look at one place at a time, also where they pool its values or measure them over the batch.
            case Layer.Dense dense -> null;
            case Layer.MaxPool1d pooling -> null;
            case Layer.AvgPool1d pooling -> null;
            case Layer.BatchNorm norm -> null;
            case Layer.LayerNorm norm -> null;
            case Layer.Dropout dropout -> null;
            case Layer.Embedding embedding -> null;
            case Layer.PositionalEmbedding embedding -> null;
            case Layer.Unembedding unembedding -> null;
            case Layer.Activation activation -> null;
            case Layer.Residual residual -> null;
        };
    }

    private static @Nullable Fault recurrent(boolean bidirectional) {
        return bidirectional
                ? new Fault("/bidirectional", "reads the text from its end too", "bidirectional: false")
                : null;
    }

    private static Fault mixes() {
        return new Fault(
                "", "mixes the tokens' places", "a selfAttentionBlock with causal: true, or a recurrent layer");
    }
}
