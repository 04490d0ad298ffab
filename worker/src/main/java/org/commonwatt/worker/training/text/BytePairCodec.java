package org.commonwatt.worker.training.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.protocol.spec.TextUse;

/**
 * Pieces of words, joined from the bytes of UTF-8 (Sennrich, Haddow and Birch 2016, section 3.2). The ids after the
 * reserved ones are the 256 bytes, then the joined pieces in the order in which they were learned. A blank before a word
 * belongs to it, and no piece goes beyond a word; decoding gives every text back exactly.
 */
final class BytePairCodec implements TokenCodec {

    static final String TYPE = "bytePairs";

    /** The id of byte 0. */
    static final int FIRST_BYTE = TextUse.RESERVED;

    /** The id of the first joined piece. */
    static final int FIRST_JOINED = FIRST_BYTE + 256;

    /** Words whose pieces are remembered: those of a language's everyday use. */
    private static final int REMEMBERED = 1 << 16;

    private final List<Pair> joins;
    private final Map<Pair, Integer> joined = new HashMap<>();
    private final List<byte[]> bytes = new ArrayList<>();
    private final Map<String, int[]> remembered = new HashMap<>();

    /** Two neighbours by their ids. */
    record Pair(int left, int right) implements Comparable<Pair> {

        @Override
        public int compareTo(Pair other) {
            return left == other.left ? Integer.compare(right, other.right) : Integer.compare(left, other.left);
        }
    }

    /** @param joins which neighbours are joined, the most frequent first */
    BytePairCodec(List<Pair> joins) {
        this.joins = List.copyOf(joins);
        for (int value = 0; value < 256; value++) {
            bytes.add(new byte[] {(byte) value});
        }
        for (Pair pair : joins) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.writeBytes(bytesOf(pair.left()));
            both.writeBytes(bytesOf(pair.right()));
            joined.put(pair, FIRST_BYTE + bytes.size());
            bytes.add(both.toByteArray());
        }
    }

    private byte[] bytesOf(int id) {
        int index = id - FIRST_BYTE;
        if (index < 0 || index >= bytes.size()) {
            throw new IllegalArgumentException("a piece is joined from token " + id + ", which there is not");
        }
        return bytes.get(index);
    }

    static BytePairCodec read(JsonNode json) {
        return new BytePairCodec(json.path("joins")
                .valueStream()
                .map(pair -> new Pair(pair.path(0).asInt(), pair.path(1).asInt()))
                .toList());
    }

    @Override
    public JsonNode toJson() {
        ObjectNode json = JsonMapper.shared().createObjectNode().put("type", TYPE);
        ArrayNode pairs = json.putArray("joins");
        joins.forEach(pair -> pairs.addArray().add(pair.left()).add(pair.right()));
        return json;
    }

    @Override
    public int[] encode(String text) {
        IntStream.Builder tokens = IntStream.builder();
        for (int from = 0; from < text.length(); ) {
            int end = Parting.SPACED_WORDS.next(text, from);
            for (int token : pieces(text.substring(from, end))) {
                tokens.add(token);
            }
            from = end;
        }
        return tokens.build().toArray();
    }

    private int[] pieces(String word) {
        int[] known = remembered.get(word);
        if (known != null) {
            return known;
        }
        int[] tokens = bytesAsTokens(word);
        int length = tokens.length;
        while (length > 1) {
            int best = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < length; i++) {
                best = Math.min(best, joined.getOrDefault(new Pair(tokens[i], tokens[i + 1]), Integer.MAX_VALUE));
            }
            if (best == Integer.MAX_VALUE) {
                break;
            }
            length = join(tokens, length, joins.get(best - FIRST_JOINED), best);
        }
        int[] pieces = Arrays.copyOf(tokens, length);
        if (remembered.size() < REMEMBERED) {
            remembered.put(word, pieces);
        }
        return pieces;
    }

    static int[] bytesAsTokens(String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        int[] tokens = new int[utf8.length];
        for (int i = 0; i < utf8.length; i++) {
            tokens[i] = FIRST_BYTE + (utf8[i] & 0xff);
        }
        return tokens;
    }

    /** Joins every occurrence of {@code pair} among the first {@code length} tokens, from the left; the new length. */
    static int join(int[] tokens, int length, Pair pair, int id) {
        int to = 0;
        for (int from = 0; from < length; to++) {
            boolean here = from + 1 < length && tokens[from] == pair.left() && tokens[from + 1] == pair.right();
            tokens[to] = here ? id : tokens[from];
            from += here ? 2 : 1;
        }
        return to;
    }

    @Override
    public String decode(int[] tokens) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int token : tokens) {
            int index = token - FIRST_BYTE;
            if (index >= 0 && index < bytes.size()) {
                text.writeBytes(bytes.get(index));
            } else if (token == TextUse.UNKNOWN || index >= bytes.size()) {
                text.writeBytes("\ufffd".getBytes(StandardCharsets.UTF_8));
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    @Override
    public int size() {
        return FIRST_BYTE + bytes.size();
    }

    @Override
    public Parting parting() {
        return Parting.SPACED_WORDS;
    }

    /** Counts words, then joins. */
    static final class Learner implements Learning {

        /** Words that are rarer than so many others say little of which neighbours are frequent, and each takes memory. */
        private static final int WORDS = 100_000;

        private final int vocabulary;
        private final int words;
        private final Counts counts = new Counts();

        Learner(int vocabulary) {
            this(vocabulary, WORDS);
        }

        /** @param words how many of the most frequent words are learned from */
        Learner(int vocabulary, int words) {
            this.vocabulary = vocabulary;
            this.words = words;
        }

        @Override
        public void add(String text) {
            for (int from = 0; from < text.length(); ) {
                int end = Parting.SPACED_WORDS.next(text, from);
                counts.add(text.substring(from, end));
                from = end;
            }
        }

        @Override
        public Parting parting() {
            return Parting.SPACED_WORDS;
        }

        @Override
        public TokenCodec learned() {
            return new BytePairCodec(BytePairLearning.joins(counts.frequent(words), vocabulary - FIRST_JOINED));
        }
    }
}
