package org.commonwatt.protocol.plan;

import java.util.List;

import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.Model;

/** Arithmetic of words' vectors. */
final class SkipGrams {

    private SkipGrams() {}

    /**
     * Two vectors for each token. A word has 1 + window neighbours on the average, as distances up to the window are equally
     * likely, and each is scored with its negatives: a product of two vectors. No word is thought to be left out.
     */
    static Network follow(Model.Word2vec model, Input text, long vocabulary) {
        Shape tokens = text.shape();
        long pairs = Math.multiplyExact(tokens.first(), model.window() + 1L);
        long scores = Math.multiplyExact(pairs, model.negatives() + 1L);
        long parameters = Math.multiplyExact(vocabulary, model.width());
        long flops = Math.multiplyExact(scores, 2L * model.width());
        long kept = Math.multiplyExact(scores + pairs, model.width());
        LayerPlan words = new LayerPlan(
                "embedding", "embedding", tokens.dimensions(), List.of(pairs, (long) model.width()), parameters, 0);
        LayerPlan neighbours = new LayerPlan(
                "neighbours",
                "embedding",
                tokens.dimensions(),
                List.of(pairs, model.negatives() + 1L),
                parameters,
                flops);
        return new Network(List.of(words, neighbours), kept);
    }
}
