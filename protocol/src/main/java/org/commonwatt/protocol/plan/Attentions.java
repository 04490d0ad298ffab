package org.commonwatt.protocol.plan;

import org.commonwatt.protocol.spec.Layer;

/** Arithmetic of attention. */
final class Attentions {

    private static final long FLOPS_PER_NORMALISED = 8;

    private static final long TRANSCENDENTAL = 10;

    private Attentions() {}

    /**
     * Two normalisations (2·D each), four products with D × D matrices, two with D × expansion, all with biases; scores and
     * their use are products of (T, D) and (D, T) and back.
     */
    static Effect of(Layer.SelfAttentionBlock block, Shape input) throws Misfit {
        Sequences.require(input);
        long width = input.last();
        if (width % block.heads() != 0) {
            throw Misfit.in("heads", block.heads() + " heads don't divide its width of " + width + " evenly");
        }
        long places = input.first();
        long inner = expansion(block, width);
        long matrices = Math.addExact(Math.multiplyExact(4, width * width), Math.multiplyExact(2, width * inner));
        long biases = 4 * width + inner + width;
        long scores = Math.multiplyExact(block.heads(), Math.multiplyExact(places, places));
        long perPlace = Math.addExact(
                Math.multiplyExact(2, matrices),
                biases + 2 * FLOPS_PER_NORMALISED * width + TRANSCENDENTAL * inner + 2 * width);
        long attention = Math.addExact(
                Math.multiplyExact(4, Math.multiplyExact(places * places, width)),
                Math.multiplyExact(TRANSCENDENTAL, scores));
        long copies = block.dropout() > 0 ? 2 : 1;
        return new Effect(
                input,
                Math.addExact(matrices, biases + 4 * width),
                Math.addExact(Math.multiplyExact(places, perPlace), attention),
                // Norms, Q, K, V twice (as one and by head), what attention gives twice, two sums; the inner values
                // around gelu;
                // the scores before and after softmax.
                Math.addExact(
                        Math.multiplyExact(places, (2 + 6 + 2 + 2 + copies) * width + 2 * inner),
                        Math.multiplyExact(1 + copies, scores)));
    }

    /**
     * A decoder's block: as another block, and between its halves attention to {@code source} (S, D), with a norm of its own,
     * a product with a D × D matrix at each place before it and after it, and two at each place of the source.
     */
    static Effect across(Layer.SelfAttentionBlock block, Shape input, Shape source) throws Misfit {
        Effect own = of(block, input);
        long width = input.last();
        long square = width * width;
        long pairs = Math.multiplyExact(input.first(), source.first());
        long copies = block.dropout() > 0 ? 2 : 1;
        long perPlace = 4 * square + (2 + FLOPS_PER_NORMALISED + 1) * width;
        long perSource = 4 * square + 2 * width;
        long attention = Math.multiplyExact(pairs, 4 * width + TRANSCENDENTAL * block.heads());
        return own.then(new Effect(
                input,
                4 * square + 4 * width + 2 * width,
                Math.addExact(
                        Math.addExact(
                                Math.multiplyExact(input.first(), perPlace),
                                Math.multiplyExact(source.first(), perSource)),
                        attention),
                Math.addExact(
                        Math.addExact(input.elements() * (6 + copies), source.elements() * 4),
                        Math.multiplyExact(1 + copies, Math.multiplyExact(pairs, block.heads())))));
    }

    /** The width between a block's two dense layers. */
    static long expansion(Layer.SelfAttentionBlock block, long width) {
        Integer expansion = block.expansion();
        return expansion == null ? 4 * width : expansion;
    }
}
