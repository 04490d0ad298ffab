package org.commonwatt.worker.training.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.spec.TextUse;

/** One token for each Unicode code point. */
final class CharacterCodec implements TokenCodec {

    static final String TYPE = "characters";

    private final Symbols symbols;

    private CharacterCodec(Symbols symbols) {
        this.symbols = symbols;
    }

    static CharacterCodec read(JsonNode json) {
        return new CharacterCodec(Symbols.read(json));
    }

    @Override
    public int[] encode(String text) {
        return text.codePoints()
                .map(character -> symbols.id(Character.toString(character)))
                .toArray();
    }

    @Override
    public String decode(int[] tokens) {
        return Arrays.stream(tokens).mapToObj(symbols::of).collect(Collectors.joining());
    }

    @Override
    public int size() {
        return symbols.size();
    }

    @Override
    public Parting parting() {
        return Parting.CHARACTERS;
    }

    @Override
    public JsonNode toJson() {
        return symbols.toJson(TYPE);
    }

    /** Counts characters; the most frequent get an id, in the order of their code points. */
    static final class Learner implements Learning {

        private final int vocabulary;
        private final long[] counts = new long[Character.MAX_CODE_POINT + 1];

        Learner(int vocabulary) {
            this.vocabulary = vocabulary;
        }

        @Override
        public void add(String text) {
            text.codePoints().forEach(character -> counts[character]++);
        }

        @Override
        public Parting parting() {
            return Parting.CHARACTERS;
        }

        @Override
        public TokenCodec learned() {
            List<String> frequent = IntStream.range(0, counts.length)
                    .filter(character -> counts[character] > 0)
                    .boxed()
                    .sorted(Comparator.comparingLong((Integer character) -> -counts[character]))
                    .limit(vocabulary - TextUse.RESERVED)
                    .sorted()
                    .map(Character::toString)
                    .toList();
            return new CharacterCodec(new Symbols(frequent));
        }
    }
}
