package org.commonwatt.protocol.plan;

import java.util.List;

import org.commonwatt.protocol.form.Words;
import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.Layer;

/** Arithmetic of vectors that are looked up. */
final class Embeddings {

    private Embeddings() {}

    /**
     * A row for each token; looking one up computes nothing.
     *
     * @param layer the network's first
     */
    static Effect ofTokens(Layer layer, Input tokens, int vocabulary) throws Misfit {
        if (!(layer instanceof Layer.Embedding embedding)) {
            throw Misfit.because("it takes numbers, and the dataset's texts are tokens; an embedding must come first");
        }
        Integer own = embedding.vocabulary();
        if (own != null && own < vocabulary) {
            throw Misfit.in("vocabulary", "it has vectors for " + own + " tokens, and the dataset has " + vocabulary);
        }
        return of(own == null ? vocabulary : own, embedding.units(), tokens.shape());
    }

    static Effect of(long vocabulary, long units, Shape tokens) {
        return new Effect(Shape.of(tokens.first(), units), Math.multiplyExact(vocabulary, units), 0);
    }

    /**
     * A multiply-add for each value of each token's vector at each place.
     *
     * @param before the layers before it
     */
    static Effect of(Layer.Unembedding layer, Shape input, List<LayerPlan> before) throws Misfit {
        Sequences.require(input);
        LayerPlan embedding = before.stream()
                .filter(plan -> plan.name().equals(layer.embedding()))
                .filter(plan -> plan.type().equals(Words.ofType(Layer.Embedding.class)))
                .findFirst()
                .orElseThrow(() -> Misfit.in("embedding", "no embedding before it is called " + layer.embedding()));
        long units = embedding.outputShape().getLast();
        if (units != input.last()) {
            throw Misfit.because("the vectors of " + layer.embedding() + " have " + units + " values");
        }
        Shape output = input.withLast(embedding.parameters() / units);
        return new Effect(output, 0, Math.multiplyExact(output.elements(), 2 * units));
    }

    /** Inside another layer there is no embedding before it. */
    static Effect ofNothing(Layer.Unembedding layer) throws Misfit {
        throw Misfit.in("embedding", "no embedding before it is called " + layer.embedding());
    }

    /** Only a dataset's texts are tokens; what another layer gives is numbers. */
    static Effect ofNumbers(Layer.Embedding layer) throws Misfit {
        throw Misfit.because("it takes the tokens of a text, and must be the first layer");
    }

    /** A row for each place, and one addition for each value. */
    static Effect of(Layer.PositionalEmbedding layer, Shape input) throws Misfit {
        Sequences.require(input);
        return new Effect(input, input.elements(), input.elements());
    }
}
