package org.commonwatt.protocol.text;

import java.util.Comparator;
import java.util.List;

import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;

/** A text as a tree, with the place of each value in that text. */
public final class Document {

    /** Longest text, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    /** Deepest nesting of lists and objects. */
    public static final int MAX_DEPTH = 64;

    /** Longest name of a field, in characters. */
    public static final int MAX_NAME = 256;

    private final JsonNode root;
    private final Place place;

    Document(JsonNode root, Place place) {
        this.root = root;
        this.place = place;
    }

    /**
     * Reads one YAML 1.2 document of the core schema.
     *
     * @throws Rejected with one violation, where the text stops making sense
     */
    public static Document yaml(byte[] text) throws Rejected {
        return YamlText.read(Utf8.decode(text));
    }

    /**
     * Reads one JSON text (RFC 8259).
     *
     * @throws Rejected with one violation, where the text stops making sense
     */
    public static Document json(byte[] text) throws Rejected {
        return JsonText.read(Utf8.decode(text));
    }

    /** The values. */
    public JsonNode root() {
        return root;
    }

    /** The same violations with line and column of their pointers, in the order of the text. */
    public Rejected locate(Rejected rejected) {
        List<Violation> located = rejected.violations().stream()
                .map(this::locate)
                .sorted(Comparator.comparing(Violation::line, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Violation::column, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        return new Rejected(located);
    }

    private Violation locate(Violation violation) {
        Place found = place;
        if (!violation.pointer().isEmpty()) {
            for (String segment : violation.pointer().substring(1).split("/", -1)) {
                found = found.at(segment.replace("~1", "/").replace("~0", "~"));
            }
        }
        return new Violation(
                violation.pointer(), violation.message(), violation.suggestion(), found.line(), found.column());
    }
}
