package org.commonwatt.protocol.plan;

import java.util.ArrayList;
import java.util.List;

import org.commonwatt.protocol.form.Words;
import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.AttentionScore;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.RecurrentCell;
import org.commonwatt.protocol.spec.RecurrentOutput;

/** Arithmetic of models that make one text from another, part by part, for a whole target. */
final class Transducers {

    private final List<LayerPlan> parts = new ArrayList<>();
    private long kept;

    private Transducers() {}

    /**
     * What a model does with a source and a target of the most tokens that they may have.
     *
     * @param source tokens of the source and their vocabulary
     * @param target (tokens, vocabulary) of the target
     * @throws Misfit when the model's own numbers don't suit each other
     */
    static Network follow(Model.Transducer model, Input source, int vocabulary, Shape target) throws Misfit {
        Transducers parts = new Transducers();
        switch (model) {
            case Model.Seq2seq recurrent -> parts.recurrent(recurrent, source.shape(), vocabulary, target);
            case Model.TransformerSeq2seq transformer ->
                parts.transformer(transformer, source.shape(), vocabulary, target);
        }
        return new Network(List.copyOf(parts.parts), parts.kept);
    }

    private void recurrent(Model.Seq2seq model, Shape source, int vocabulary, Shape target) throws Misfit {
        long units = model.units();
        Shape x = embedding("encoder.embedding", vocabulary, model.embedding(), source);
        for (int i = 1; i <= model.layers(); i++) {
            x = layer("encoder", i, recurrent(model, model.bidirectional()), x);
        }
        Shape seen = x;
        Shape y = embedding("decoder.embedding", target.last(), model.embedding(), Shape.of(target.first()));
        for (int i = 1; i <= model.layers(); i++) {
            Layer cell = recurrent(model, false);
            long begin = model.cell() == RecurrentCell.LSTM ? 2 * units : units;
            dense("decoder." + Words.ofType(cell.getClass()) + i + ".bridge", Shape.of(seen.last()), begin);
            y = layer("decoder", i, cell, y);
        }
        if (model.attention() != AttentionScore.NONE) {
            y = add("attention", "attention", y, glance(model.attention(), y, seen));
        }
        dense("output", y, target.last());
    }

    private static Layer recurrent(Model.Seq2seq model, boolean bidirectional) {
        return switch (model.cell()) {
            case LSTM -> new Layer.Lstm(null, model.units(), bidirectional, RecurrentOutput.EVERY);
            case GRU -> new Layer.Gru(null, model.units(), bidirectional, RecurrentOutput.EVERY);
        };
    }

    /** Scores (U, S), their softmax, the sum that they weigh, and a dense layer over it and the state. */
    private static Effect glance(AttentionScore score, Shape states, Shape source) throws Misfit {
        long pairs = Math.multiplyExact(states.first(), source.first());
        Effect combination = Projections.of(dense(states.last()), states.withLast(states.last() + source.last()));
        Effect scores =
                switch (score) {
                    case NONE -> Effect.unchanged(states);
                    case GENERAL ->
                        Projections.of(dense(source.last()), states)
                                .then(new Effect(states, 0, 2 * pairs * source.last(), pairs));
                    case ADDITIVE ->
                        Projections.of(dense(states.last()), states)
                                .then(Projections.of(dense(states.last()), source))
                                .then(new Effect(
                                        states,
                                        states.last() + 1,
                                        13 * pairs * states.last(),
                                        2 * pairs * states.last()));
                };
        return scores.then(new Effect(states, 0, pairs * (10 + 2 * source.last()), pairs))
                .then(combination);
    }

    private void transformer(Model.TransformerSeq2seq model, Shape source, int vocabulary, Shape target) throws Misfit {
        Layer.SelfAttentionBlock block =
                new Layer.SelfAttentionBlock(null, model.heads(), false, model.expansion(), model.dropout());
        Shape x = places("encoder", vocabulary, model, source);
        for (int i = 1; i <= model.layers(); i++) {
            x = add("encoder.block" + i, "selfAttentionBlock", x, Attentions.of(block, x));
        }
        x = norm("encoder.norm", x);
        Shape y = places("decoder", target.last(), model, Shape.of(target.first()));
        for (int i = 1; i <= model.layers(); i++) {
            y = add("decoder.block" + i, "crossAttentionBlock", y, Attentions.across(block, y, x));
        }
        dense("output", norm("decoder.norm", y), target.last());
    }

    private Shape places(String side, long vocabulary, Model.TransformerSeq2seq model, Shape tokens) throws Misfit {
        Shape vectors = embedding(side + ".embedding", vocabulary, model.width(), tokens);
        return layer(side + ".positions", new Layer.PositionalEmbedding(null), vectors);
    }

    private Shape embedding(String name, long vocabulary, long units, Shape tokens) {
        return add(name, "embedding", tokens, Embeddings.of(vocabulary, units, tokens));
    }

    private Shape norm(String name, Shape x) throws Misfit {
        return layer(name, new Layer.LayerNorm(null, 1e-5), x);
    }

    private void dense(String name, Shape x, long units) throws Misfit {
        layer(name, dense(units), x);
    }

    private static Layer.Dense dense(long units) {
        return new Layer.Dense(null, Math.toIntExact(units), true);
    }

    private Shape layer(String side, int number, Layer layer, Shape x) throws Misfit {
        return layer(side + "." + Words.ofType(layer.getClass()) + number, layer, x);
    }

    private Shape layer(String name, Layer layer, Shape x) throws Misfit {
        return add(name, Words.ofType(layer.getClass()), x, LayerArithmetic.of(layer, x));
    }

    private Shape add(String name, String type, Shape input, Effect effect) {
        parts.add(new LayerPlan(
                name, type, input.dimensions(), effect.output().dimensions(), effect.parameters(), effect.flops()));
        kept = Math.addExact(kept, effect.kept());
        return effect.output();
    }
}
