package org.commonwatt.worker.training.network;

import java.util.List;
import java.util.Objects;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.RecurrentOutput;
import org.commonwatt.worker.training.network.Recurrence.Kind;
import org.commonwatt.worker.training.tensor.Scalars;

/** Layers over symbols (N, T) and over sequences of vectors (N, T, D). */
final class SequenceLayers {

    private final Layout layout;
    private final int blocks;

    /** @param blocks how many transformer blocks stand one after the other in the network */
    SequenceLayers(Layout layout, int blocks) {
        this.layout = layout;
        this.blocks = blocks;
    }

    Op embedding(Layer.Embedding layer, String name) {
        int vocabulary = Objects.requireNonNull(layer.vocabulary(), "a planned embedding knows its vocabulary");
        return TokenVectors.of(layout, name, vocabulary, layer.units())::apply;
    }

    Op unembedding(Layer.Unembedding layer) {
        Parameter weight = layout.parameter(layer.embedding() + ".weight");
        return (x, pass) -> Products.linear(x, pass.of(weight), null);
    }

    Op positional(String name, Shape input) {
        return PlaceVectors.of(layout, name, input.get(0), input.get(1))::apply;
    }

    Op lstm(Layer.Lstm layer, String name, Shape input) {
        return recurrent(Kind.LSTM, layer.units(), layer.bidirectional(), layer.output(), name, input);
    }

    Op gru(Layer.Gru layer, String name, Shape input) {
        return recurrent(Kind.GRU, layer.units(), layer.bidirectional(), layer.output(), name, input);
    }

    Op rnn(Layer.Rnn layer, String name, Shape input) {
        return recurrent(Kind.RNN, layer.units(), layer.bidirectional(), layer.output(), name, input);
    }

    private Op recurrent(
            Kind kind, int units, boolean bidirectional, RecurrentOutput output, String name, Shape input) {
        Recurrence forward = Recurrence.of(layout, name, kind, units, input.get(1));
        Recurrence backward =
                bidirectional ? Recurrence.of(layout, name + ".reverse", kind, units, input.get(1)) : null;
        return (x, pass) -> {
            NDArray mask = pass.mask(x.getShape().get(1));
            NDArray there = read(forward, x, mask, output, pass);
            if (backward == null) {
                return there;
            }
            NDArray back = read(backward, reverse(x, mask), mask, output, pass);
            // Engine order of both directions in one call is not DJL's, which fails with biases; two calls know no
            // order.
            return switch (output) {
                case EVERY -> there.concat(reverse(back, mask), 2);
                case LAST -> there.concat(back, 1);
            };
        };
    }

    private static NDArray read(
            Recurrence recurrence, NDArray x, @Nullable NDArray mask, RecurrentOutput output, Pass pass) {
        Recurrence.Result result = recurrence.run(x, pass);
        return switch (output) {
            case EVERY -> result.outputs();
            case LAST -> mask == null ? result.state() : Places.last(result.outputs(), mask);
        };
    }

    private static NDArray reverse(NDArray x, @Nullable NDArray mask) {
        return mask == null ? x.flip(1) : Places.reverse(x, mask);
    }

    Op block(Layer.SelfAttentionBlock layer, String name, Shape input) {
        long width = input.get(1);
        Integer given = layer.expansion();
        long inner = given == null ? 4 * width : given;
        float rate = (float) layer.dropout();
        Initial last = Attention.last(blocks);
        Attention.Self attention = Attention.Self.of(layout, name, width, layer.heads(), rate, last);
        Attention.FeedForward feedForward = Attention.FeedForward.of(layout, name, width, inner, rate, last);
        return (x, pass) -> feedForward.apply(attention.apply(x, hidden(layer, x, pass), pass), pass);
    }

    /** Padding stands at the end, so what sees only the past never sees it. */
    private static @Nullable NDArray hidden(Layer.SelfAttentionBlock layer, NDArray x, Pass pass) {
        long places = x.getShape().get(1);
        if (layer.causal()) {
            return pass.past(places);
        }
        NDArray mask = pass.mask(places);
        return mask == null ? null : Pass.unpadded(mask);
    }

    Op pool(Layer.TimePool layer) {
        return (x, pass) -> {
            NDArray mask = pass.mask(x.getShape().get(1));
            return switch (layer.function()) {
                case MEAN -> mask == null ? x.mean(new int[] {1}) : mean(x, mask);
                case MAX ->
                    (mask == null
                                    ? x
                                    : x.add(Pass.unpadded(mask)
                                            .reshape(mask.getShape().add(1))))
                            .max(new int[] {1});
            };
        };
    }

    private static NDArray mean(NDArray x, NDArray mask) {
        NDArray count = Scalars.atLeast(mask.sum(new int[] {1}, true), 1);
        return x.mul(mask.expandDims(2)).sum(new int[] {1}).div(count);
    }

    /** How many transformer blocks stand in {@code layers}; at least 1. */
    static int blocks(List<Layer> layers) {
        return (int) Math.max(
                1,
                layers.stream()
                        .filter(Layer.SelfAttentionBlock.class::isInstance)
                        .count());
    }
}
