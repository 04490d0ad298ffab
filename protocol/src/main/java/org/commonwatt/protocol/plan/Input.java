package org.commonwatt.protocol.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a network is fed with, for one example.
 *
 * @param shape of numbers, or (length) of tokens
 * @param vocabulary number of ids that a token can have, or null where the values are numbers
 */
record Input(Shape shape, @Nullable Integer vocabulary) {

    static Input numbers(Shape shape) {
        return new Input(shape, null);
    }

    static Input tokens(int length, int vocabulary) {
        return new Input(Shape.of(length), vocabulary);
    }

    boolean isTokens() {
        return vocabulary != null;
    }
}
