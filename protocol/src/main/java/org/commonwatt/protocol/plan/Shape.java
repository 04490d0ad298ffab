package org.commonwatt.protocol.plan;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The shape of one example, without the batch dimension: at least one dimension, each at least 1. */
record Shape(List<Long> dimensions) {

    Shape {
        dimensions = List.copyOf(dimensions);
    }

    static Shape of(long... dimensions) {
        return new Shape(LongStream.of(dimensions).boxed().toList());
    }

    int rank() {
        return dimensions.size();
    }

    long first() {
        return dimensions.getFirst();
    }

    long last() {
        return dimensions.getLast();
    }

    long get(int dimension) {
        return dimensions.get(dimension);
    }

    /** All dimensions but the first: (height, width) of an image. */
    List<Long> sides() {
        return dimensions.subList(1, rank());
    }

    /** @throws ArithmeticException beyond 2⁶³ */
    long elements() {
        return dimensions.stream().reduce(1L, Math::multiplyExact);
    }

    Shape withLast(long last) {
        return new Shape(Stream.concat(dimensions.stream().limit(rank() - 1L), Stream.of(last))
                .toList());
    }

    Shape withSides(List<Long> sides) {
        return new Shape(Stream.concat(Stream.of(first()), sides.stream()).toList());
    }

    /** {@code (1, 28, 28)}. */
    @Override
    public String toString() {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }
}
