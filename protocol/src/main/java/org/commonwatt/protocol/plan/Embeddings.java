package org.commonwatt.protocol.plan;

import org.commonwatt.protocol.spec.Layer;

/** Arithmetic of vectors that are looked up. */
final class Embeddings {

    private Embeddings() {}

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
