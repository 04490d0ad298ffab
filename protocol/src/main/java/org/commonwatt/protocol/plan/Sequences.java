package org.commonwatt.protocol.plan;

/** What layers ask of a sequence of vectors: (T, D), T places of D values. */
final class Sequences {

    private static final int RANK = 2;

    private Sequences() {}

    /** @throws Misfit when {@code input} is no sequence of vectors */
    static void require(Shape input) throws Misfit {
        if (input.rank() != RANK) {
            throw Misfit.because("it takes (places, width), a sequence of vectors");
        }
    }
}
