package org.commonwatt.protocol.form;

import java.math.BigDecimal;
import java.util.Collection;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The words in which forms and values are described to people. */
final class Phrases {

    private static final int LONGEST_QUOTE = 60;

    private Phrases() {}

    /** "a whole number from 1 to 255". */
    static String expected(FormType type, Limits limits) {
        return switch (type) {
            case FormType.ObjectForm object -> "an object";
            case FormType.UnionForm union ->
                "an object whose type is " + oneOf(union.members().keySet());
            case FormType.WordForm word -> oneOf(word.words().keySet());
            case FormType.ListForm list -> "a list" + sized(limits, "element");
            case FormType.MapForm map -> "an object" + sized(limits, "field");
            case FormType.WholeForm whole -> "a whole number" + ranged(limits, whole);
            case FormType.NumberForm number -> "a number" + ranged(limits, null);
            case FormType.TruthForm truth -> "true or false";
            case FormType.TextForm text -> text(limits);
            case FormType.ParsedForm parsed -> Parser.expected(parsed.type());
            case FormType.DurationForm duration ->
                Durations.EXPECTED + ranged(limits, null) + (limits.range() == null ? "" : " seconds");
        };
    }

    /** "the text \"abc\"". */
    static String found(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "the text " + quote(node.stringValue());
            case NUMBER -> "the number " + clip(node.asString());
            case BOOLEAN -> node.asString();
            case NULL, MISSING -> "nothing";
            case BINARY, POJO -> "something that is not JSON";
        };
    }

    static String oneOf(Collection<String> words) {
        return (words.size() == 1 ? "" : "one of ") + String.join(", ", words);
    }

    static String quote(String text) {
        return '"' + clip(text) + '"';
    }

    /** A number as people write it: 1000000 rather than 1.0E6. */
    static String number(double value) {
        double size = Math.abs(value);
        return size == 0 || (size >= 1e-4 && size < 1e16)
                ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
                : Double.toString(value).replace(".0E", "e").replace("E", "e");
    }

    private static String clip(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_QUOTE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
    }

    private static String text(Limits limits) {
        if (limits.form() != null) {
            return limits.form().words();
        }
        return "a text" + sized(limits, "character");
    }

    private static String sized(Limits limits, String unit) {
        Size size = limits.size();
        if (size == null) {
            return "";
        }
        if (size.max() == Integer.MAX_VALUE) {
            return " of at least " + size.min() + " " + unit + "s";
        }
        return (size.min() == 0 ? " of at most " : " of " + size.min() + " to ") + size.max() + " " + unit + "s";
    }

    private static String ranged(Limits limits, FormType.@Nullable WholeForm whole) {
        Range range = limits.range();
        double min = range == null ? Double.NEGATIVE_INFINITY : range.min();
        double max = range == null ? Double.POSITIVE_INFINITY : range.max();
        if (range != null && range.above() != Double.NEGATIVE_INFINITY) {
            return " above " + number(range.above())
                    + (max == Double.POSITIVE_INFINITY ? "" : ", at most " + number(max));
        }
        if (min == Double.NEGATIVE_INFINITY && max == Double.POSITIVE_INFINITY) {
            return whole == null ? "" : " from " + whole.min() + " to " + whole.max();
        }
        if (min == max) {
            return ", only " + number(min);
        }
        if (max == Double.POSITIVE_INFINITY) {
            return " of at least " + number(min);
        }
        return min == Double.NEGATIVE_INFINITY
                ? " of at most " + number(max)
                : " from " + number(min) + " to " + number(max);
    }
}
