package org.commonwatt.worker.training.text;

import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.spec.Tokenizer;

/**
 * Cuts texts into token ids and joins them again. Ids below {@link org.commonwatt.protocol.spec.TextUse#RESERVED} stand
 * for no symbol; of them only the unknown one comes out of a text.
 */
public sealed interface TokenCodec permits CharacterCodec, WordCodec, BytePairCodec {

    /** The text's token ids, in order. */
    int[] encode(String text);

    /** The text that tokens stand for; padding, start and end leave nothing, an unknown one leaves U+FFFD. */
    String decode(int[] tokens);

    /** A text with what the tokens behind it stand for. */
    default String continued(String text, int[] tokens) {
        return text + decode(tokens);
    }

    /** Number of ids in use, the reserved ones included: one more than the largest. */
    int size();

    /** How a long text may be parted, so that it is encoded piece by piece. */
    Parting parting();

    /** What must be kept to make the same codec again. */
    JsonNode toJson();

    /**
     * A codec that was kept as JSON.
     *
     * @throws IllegalArgumentException when it is not one
     */
    static TokenCodec fromJson(JsonNode json) {
        String type = json.path("type").asString("");
        return switch (type) {
            case CharacterCodec.TYPE -> CharacterCodec.read(json);
            case WordCodec.TYPE -> WordCodec.read(json);
            case BytePairCodec.TYPE -> BytePairCodec.read(json);
            default -> throw new IllegalArgumentException("no tokenizer is called \"" + type + "\"");
        };
    }

    /** Begins to learn the codec that a spec names. */
    static Learning learn(Tokenizer tokenizer) {
        return switch (tokenizer) {
            case Tokenizer.Characters characters -> new CharacterCodec.Learner(characters.vocabulary());
            case Tokenizer.Words words -> new WordCodec.Learner(words.vocabulary());
            case Tokenizer.BytePairs pairs -> new BytePairCodec.Learner(pairs.vocabulary());
        };
    }

    /** A codec in the making. What it becomes depends on the texts alone, not on how they were parted. */
    interface Learning {

        /** Reads a text, or a part of one. */
        void add(String text);

        /** How a long text may be parted. */
        Parting parting();

        /** The codec of all that was added. */
        TokenCodec learned();
    }
}
