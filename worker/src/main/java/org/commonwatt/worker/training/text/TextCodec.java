package org.commonwatt.worker.training.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.protocol.spec.TextUse;

/**
 * How a model reads its texts and writes its own: all that must be kept beside its arrays.
 *
 * @param lowercase whether texts are taken in small letters
 * @param inputs of the texts that a network is fed with
 * @param targets of the texts that it makes, or null where it makes none
 */
public record TextCodec(
        boolean lowercase, TokenCodec inputs, @Nullable TokenCodec targets) {

    /** An input's tokens; a text without any has one that is unknown, so that there is something to look at. */
    public int[] encodeInput(String text) {
        int[] tokens = inputs.encode(plain(text, lowercase));
        return tokens.length == 0 ? new int[] {TextUse.UNKNOWN} : tokens;
    }

    /** A target's tokens, without start and end. */
    public int[] encodeTarget(String text) {
        return ofTargets().encode(plain(text, lowercase));
    }

    /** The codec of target texts. */
    public TokenCodec ofTargets() {
        if (targets == null) {
            throw new IllegalStateException("the model makes no texts");
        }
        return targets;
    }

    /** A text as codecs take it: in small letters where wanted, and without halves of characters, which JSON can hold. */
    public static String plain(String text, boolean lowercase) {
        boolean doubtful = text.chars().anyMatch(unit -> Character.isSurrogate((char) unit));
        String whole = doubtful ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8) : text;
        return lowercase ? whole.toLowerCase(Locale.ROOT) : whole;
    }

    /** What must be kept to make the same codec again. */
    public JsonNode toJson() {
        ObjectNode json = JsonMapper.shared().createObjectNode().put("lowercase", lowercase);
        json.set("inputs", inputs.toJson());
        if (targets != null) {
            json.set("targets", targets.toJson());
        }
        return json;
    }

    /**
     * A codec that was kept as JSON.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static TextCodec fromJson(JsonNode json) {
        JsonNode targets = json.get("targets");
        return new TextCodec(
                json.path("lowercase").asBoolean(false),
                TokenCodec.fromJson(json.path("inputs")),
                targets == null ? null : TokenCodec.fromJson(targets));
    }
}
