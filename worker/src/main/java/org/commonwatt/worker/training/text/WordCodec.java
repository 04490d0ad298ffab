package org.commonwatt.worker.training.text;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.spec.TextUse;

/** One token for each word and each sign between words. White space is lost: decoding parts the words by single blanks. */
final class WordCodec implements TokenCodec {

    static final String TYPE = "words";

    private final Symbols symbols;

    private WordCodec(Symbols symbols) {
        this.symbols = symbols;
    }

    static WordCodec read(JsonNode json) {
        return new WordCodec(Symbols.read(json));
    }

    @Override
    public int[] encode(String text) {
        IntStream.Builder tokens = IntStream.builder();
        words(text, word -> tokens.add(symbols.id(word)));
        return tokens.build().toArray();
    }

    @Override
    public String decode(int[] tokens) {
        return Arrays.stream(tokens)
                .mapToObj(symbols::of)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    @Override
    public String continued(String text, int[] tokens) {
        String more = decode(tokens);
        boolean joined = text.isEmpty() || more.isEmpty() || Parting.isSpace(text.codePointBefore(text.length()));
        return text + (joined ? "" : " ") + more;
    }

    @Override
    public int size() {
        return symbols.size();
    }

    @Override
    public Parting parting() {
        return Parting.WORDS;
    }

    @Override
    public JsonNode toJson() {
        return symbols.toJson(TYPE);
    }

    private static void words(String text, Consumer<String> each) {
        for (int from = 0; from < text.length(); ) {
            int end = Parting.WORDS.next(text, from);
            if (!Parting.isSpace(text.codePointAt(from))) {
                each.accept(text.substring(from, end));
            }
            from = end;
        }
    }

    /** Counts words; the most frequent get an id, the most frequent of all the smallest. */
    static final class Learner implements Learning {

        private final int vocabulary;
        private final Counts counts = new Counts();

        Learner(int vocabulary) {
            this.vocabulary = vocabulary;
        }

        @Override
        public void add(String text) {
            words(text, counts::add);
        }

        @Override
        public Parting parting() {
            return Parting.WORDS;
        }

        @Override
        public TokenCodec learned() {
            return new WordCodec(new Symbols(counts.frequent(vocabulary - TextUse.RESERVED).stream()
                    .map(Map.Entry::getKey)
                    .toList()));
        }
    }
}
