package org.commonwatt.protocol.form;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.Violations;

/** Reads single values; each method gives the value, or null after noting a violation. */
final class ScalarReader {

    /** Beyond this a double no longer tells neighbouring whole numbers apart. */
    private static final double EXACT = 9_007_199_254_740_992.0;

    private final Violations violations;

    ScalarReader(Violations violations) {
        this.violations = violations;
    }

    void wrong(JsonNode node, FormType form, Limits limits, Path path) {
        String suggestion = form instanceof FormType.UnionForm union
                        && node.isString()
                        && union.members().containsKey(node.stringValue())
                ? "{type: " + node.stringValue() + "}"
                : null;
        violations.add(
                path, "expected " + Phrases.expected(form, limits) + ", found " + Phrases.found(node), suggestion);
    }

    void unknownWord(JsonNode node, Collection<String> words, Path path) {
        violations.add(
                path,
                "expected " + Phrases.oneOf(words) + ", found " + Phrases.found(node),
                node.isString() ? Closest.to(node.stringValue(), words) : null);
    }

    @Nullable
    Object word(JsonNode node, FormType.WordForm form, Path path) {
        Enum<?> constant = node.isString() ? form.words().get(node.stringValue()) : null;
        if (constant == null) {
            unknownWord(node, form.words().keySet(), path);
        }
        return constant;
    }

    @Nullable
    Object truth(JsonNode node, FormType form, Path path) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        wrong(node, form, Limits.NONE, path);
        return null;
    }

    @Nullable
    Object whole(JsonNode node, FormType.WholeForm form, Limits limits, Path path) {
        Long value = exact(node);
        if (value == null || value < form.min() || value > form.max() || !limits.allowNumber(value)) {
            wrong(node, form, limits, path);
            return null;
        }
        return form.boxed() == Long.class ? value : (Object) Math.toIntExact(value);
    }

    /** As JSON Schema counts, 5.0 is a whole number. */
    private static @Nullable Long exact(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? node.longValue() : null;
        }
        if (node.isNumber()) {
            double value = node.doubleValue();
            return Math.abs(value) <= EXACT && value == Math.rint(value) ? (long) value : null;
        }
        return null;
    }

    @Nullable
    Object number(JsonNode node, FormType form, Limits limits, Path path) {
        // A whole number of hundreds of digits is no finite double; asDouble refuses it by an exception, this does not.
        double value = node.isNumber() ? node.numberValue().doubleValue() : Double.NaN;
        if (!Double.isFinite(value) || !limits.allowNumber(value)) {
            wrong(node, form, limits, path);
            return null;
        }
        return value;
    }

    @Nullable
    Object text(JsonNode node, FormType form, Limits limits, Path path) {
        if (!node.isString()) {
            // In YAML a name such as 7 or true is no text until it is quoted.
            String quoted = node.isValueNode() && !node.isNull() ? Phrases.quote(node.asString()) : null;
            violations.add(
                    path, "expected " + Phrases.expected(form, limits) + ", found " + Phrases.found(node), quoted);
            return null;
        }
        String text = node.stringValue();
        int length = text.codePointCount(0, text.length());
        if (!limits.allowSize(length)) {
            violations.add(path, "expected " + Phrases.expected(form, limits) + ", found " + length);
            return null;
        }
        if (!limits.allowForm(text)) {
            wrong(node, form, limits, path);
            return null;
        }
        refuseUnstorable(text, path);
        return text;
    }

    /** Databases and other programs can't hold U+0000 or half a surrogate pair in a text. */
    void refuseUnstorable(String text, Path path) {
        if (text.codePoints().anyMatch(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF))) {
            violations.add(path, "the text holds U+0000 or half of a surrogate pair, which can't be stored");
        }
    }

    @Nullable
    Object parsed(JsonNode node, FormType.ParsedForm form, Path path) {
        return understood(node, form, Limits.NONE, path, text -> Parser.parse(form.type(), text));
    }

    @Nullable
    Object duration(JsonNode node, FormType form, Limits limits, Path path) {
        Duration duration = (Duration) understood(node, form, limits, path, Durations::parse);
        // Its nanoseconds fit into 64 bits for 292 years only.
        if (duration != null && !limits.allowNumber(duration.toSeconds() + duration.getNano() / 1e9)) {
            wrong(node, form, limits, path);
            return null;
        }
        return duration;
    }

    private @Nullable Object understood(
            JsonNode node, FormType form, Limits limits, Path path, Function<String, Object> parser) {
        String text = node.isString() ? node.stringValue() : null;
        if (text == null || text.length() > Limits.MATCHED_LENGTH) {
            wrong(node, form, limits, path);
            return null;
        }
        int before = violations.count();
        refuseUnstorable(text, path);
        if (violations.count() > before) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            violations.add(path, "expected " + e.getMessage() + ", found " + Phrases.found(node));
            return null;
        }
    }
}
