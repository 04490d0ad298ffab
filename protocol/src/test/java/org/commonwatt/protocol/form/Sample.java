package org.commonwatt.protocol.form;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** One record with every kind of field that a form may have. */
@Doc("A sample.")
record Sample(
        @Doc("A name.") @Form(pattern = "[a-z]+", words = "lower-case letters")
        String name,

        @Range(min = 1, max = 9) int count,
        @Default("5") long big,
        @Range(above = 0, max = 1) @Default("0.5") double share,
        @Default("false") boolean flag,
        @Size(min = 2, max = 4) @Nullable String note,
        @Range(min = 0) @Nullable Integer maybe,
        @Default("\"leakyRelu\"") Mood mood,

        @Size(max = 3) @Range(min = 0, max = 10) @Default("[]")
        List<Integer> numbers,

        @Size(max = 2) @Default("{}") Map<String, Inner> parts,
        @Range(min = 1, max = 3600) @Default("\"90s\"") Duration time,
        @Default("\"1-2\"") Pair pair,
        @Default("{\"type\": \"round\", \"radius\": 1}") Figure figure,
        @Nullable Tree tree) {

    enum Mood {
        GOOD,
        LEAKY_RELU
    }

    record Inner(@Default("1") int value) {}

    sealed interface Figure {
        record Round(@Range(above = 0) double radius) implements Figure {}

        record Square(double side, @Default("0") double angle) implements Figure {}

        record Empty() implements Figure {}
    }

    record Tree(@Default("[]") List<Tree> children, Figure.@Nullable Round only) {}

    record Pair(int left, int right) {
        static Pair parse(String text) {
            if (!text.matches("[0-9]{1,5}-[0-9]{1,5}")) {
                throw new IllegalArgumentException("two numbers with a hyphen");
            }
            String[] parts = text.split("-", -1);
            return new Pair(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }

        @Override
        public String toString() {
            return left + "-" + right;
        }
    }
}
