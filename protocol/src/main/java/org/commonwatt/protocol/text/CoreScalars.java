package org.commonwatt.protocol.text;

import java.math.BigInteger;
import java.util.Locale;

import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Scalars of the YAML 1.2 core schema: {@code no} and {@code 1_000} are texts, {@code 0x1F} is a number. */
final class CoreScalars {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ScalarResolver RESOLVER = new CoreScalarResolver(false);

    /** No number is longer; longer texts are kept from the resolver's patterns. */
    private static final int LONGEST_NUMBER = 400;

    private CoreScalars() {}

    static JsonNode read(String text, boolean plain) {
        if (!plain || text.length() > LONGEST_NUMBER) {
            return NODES.stringNode(text);
        }
        Tag tag = RESOLVER.resolve(text, true);
        if (tag.equals(Tag.NULL)) {
            return NODES.nullNode();
        } else if (tag.equals(Tag.BOOL)) {
            return NODES.booleanNode(text.equalsIgnoreCase("true"));
        } else if (tag.equals(Tag.INT)) {
            return Numbers.whole(whole(text));
        } else if (tag.equals(Tag.FLOAT)) {
            return NODES.numberNode(real(text.toLowerCase(Locale.ROOT)));
        }
        return NODES.stringNode(text);
    }

    private static BigInteger whole(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        return text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    }

    private static double real(String text) {
        if (text.endsWith(".inf")) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return text.equals(".nan") ? Double.NaN : Double.parseDouble(text);
    }
}
