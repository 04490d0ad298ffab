package org.commonwatt.protocol.form;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.ValueNode;

import org.commonwatt.protocol.form.FormType.ObjectForm;

/** Writes a record in its canonical form: every default explicit, absent optional fields left out, keys in the record's order. */
public final class FormWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FormWriter() {}

    /** The canonical form of {@code value}; {@link FormReader} reads it back to an equal record. */
    public static ObjectNode write(Record value) {
        return object(value, new ObjectForm(value.getClass()), NODES.objectNode());
    }

    private static JsonNode node(Object value, FormType type) {
        return switch (type) {
            case ObjectForm form -> object(value, form, NODES.objectNode());
            case FormType.UnionForm form -> {
                String word = Words.ofType(value.getClass());
                yield object(
                        value,
                        new ObjectForm(value.getClass()),
                        NODES.objectNode().put(FormReader.TYPE, word));
            }
            case FormType.ListForm form -> list((List<?>) value, form);
            case FormType.MapForm form -> map((Map<?, ?>) value, form);
            case FormType.WordForm form -> NODES.stringNode(Words.ofConstant((Enum<?>) value));
            case FormType.WholeForm form -> whole(((Number) value).longValue());
            case FormType.NumberForm form -> NODES.numberNode(((Number) value).doubleValue());
            case FormType.TruthForm form -> NODES.booleanNode((Boolean) value);
            case FormType.TextForm form -> NODES.stringNode(value.toString());
            case FormType.ParsedForm form -> NODES.stringNode(value.toString());
            case FormType.DurationForm form -> NODES.stringNode(Durations.write((Duration) value));
        };
    }

    private static ObjectNode object(Object value, ObjectForm form, ObjectNode node) {
        for (Field field : form.fields()) {
            Object part = part(value, field);
            if (part != null) {
                node.set(field.name(), node(part, field.type()));
            }
        }
        return node;
    }

    private static ArrayNode list(List<?> values, FormType.ListForm form) {
        ArrayNode node = NODES.arrayNode(values.size());
        values.forEach(value -> node.add(node(value, form.element())));
        return node;
    }

    /** Keys of a map have no order of their own; sorted, equal maps are written alike. */
    private static ObjectNode map(Map<?, ?> values, FormType.MapForm form) {
        ObjectNode node = NODES.objectNode();
        values.entrySet().stream()
                .sorted((a, b) -> a.getKey().toString().compareTo(b.getKey().toString()))
                .forEach(entry -> node.set(entry.getKey().toString(), node(entry.getValue(), form.value())));
        return node;
    }

    /** The node that a parser would make of the same text, so that trees compare equal. */
    static ValueNode whole(long value) {
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    private static @Nullable Object part(Object value, Field field) {
        try {
            return field.component().getAccessor().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
