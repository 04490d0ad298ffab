package org.commonwatt.protocol.form;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.form.FormType.ObjectForm;
import org.commonwatt.protocol.form.FormType.UnionForm;

/**
 * Reads a JSON tree into a record, strictly: unknown fields, wrong types and values out of range are refused. It goes on
 * after a fault, so that one attempt shows them all.
 */
public final class FormReader {

    /** The field of a union that says which member it is. */
    static final String TYPE = "type";

    private final Violations violations = new Violations();
    private final ScalarReader scalars = new ScalarReader(violations);

    private FormReader() {}

    /**
     * Reads {@code node} as a {@code type}.
     *
     * @throws Rejected with every violation, each at its JSON pointer, without line and column
     */
    public static <T extends Record> T read(JsonNode node, Class<T> type) throws Rejected {
        FormReader reader = new FormReader();
        Object value = reader.value(node, new ObjectForm(type), Limits.NONE, Path.ROOT);
        reader.violations.throwIfAny();
        if (value == null) {
            throw new IllegalStateException("neither a value nor a violation");
        }
        return type.cast(value);
    }

    /** The value, or null after at least one violation was noted. */
    private @Nullable Object value(JsonNode node, FormType type, Limits limits, Path path) {
        return switch (type) {
            case ObjectForm form -> node.isObject() ? record(node, form, path, false) : wrong(node, form, limits, path);
            case UnionForm form -> node.isObject() ? member(node, form, path) : wrong(node, form, limits, path);
            case FormType.ListForm form ->
                node.isArray() ? list(node, form, limits, path) : wrong(node, form, limits, path);
            case FormType.MapForm form ->
                node.isObject() ? map(node, form, limits, path) : wrong(node, form, limits, path);
            case FormType.WordForm form -> scalars.word(node, form, path);
            case FormType.WholeForm form -> scalars.whole(node, form, limits, path);
            case FormType.NumberForm form -> scalars.number(node, form, limits, path);
            case FormType.TruthForm form -> scalars.truth(node, form, path);
            case FormType.TextForm form -> scalars.text(node, form, limits, path);
            case FormType.ParsedForm form -> scalars.parsed(node, form, path);
            case FormType.DurationForm form -> scalars.duration(node, form, limits, path);
        };
    }

    private @Nullable Object member(JsonNode node, UnionForm form, Path path) {
        JsonNode type = node.get(TYPE);
        if (type == null) {
            violations.add(
                    path,
                    "the field type is missing: " + Phrases.oneOf(form.members().keySet()));
            return null;
        }
        ObjectForm member = type.isString() ? form.members().get(type.stringValue()) : null;
        if (member == null) {
            scalars.unknownWord(type, form.members().keySet(), path.to(TYPE));
            return null;
        }
        return record(node, member, path, true);
    }

    private @Nullable Object record(JsonNode node, ObjectForm form, Path path, boolean isMember) {
        int before = violations.count();
        List<Field> fields = form.fields();
        refuseUnknown(node, fields, path, isMember);
        Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = field(node, fields.get(i), path);
        }
        return violations.count() == before ? construct(form.record(), values, path) : null;
    }

    private void refuseUnknown(JsonNode node, List<Field> fields, Path path, boolean isMember) {
        List<String> known = new ArrayList<>(fields.stream().map(Field::name).toList());
        if (isMember) {
            known.add(0, TYPE);
        }
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                if (violations.isFull()) {
                    // What was meant is looked for as long as somebody is told: a document may hold 100,000 of them.
                    violations.add(path.to(name), "unknown field");
                    continue;
                }
                List<String> absent =
                        known.stream().filter(other -> !node.has(other)).toList();
                violations.add(
                        path.to(name),
                        "unknown field " + Phrases.quote(name)
                                + (known.isEmpty()
                                        ? "; none is allowed here"
                                        : "; known are " + String.join(", ", known)),
                        Closest.to(name, absent));
            }
        }
    }

    private @Nullable Object field(JsonNode object, Field field, Path path) {
        JsonNode node = object.get(field.name());
        if (node == null || (node.isNull() && field.optional())) {
            node = field.preset();
        }
        if (node != null) {
            return value(node, field.type(), field.limits(), path.to(field.name()));
        }
        if (field.required()) {
            violations.add(
                    path,
                    "the field " + field.name() + " is missing: " + Phrases.expected(field.type(), field.limits()));
        }
        return null;
    }

    private @Nullable Object list(JsonNode node, FormType.ListForm form, Limits limits, Path path) {
        if (!limits.allowSize(node.size())) {
            violations.add(path, "expected " + Phrases.expected(form, limits) + ", found " + node.size());
            return null;
        }
        int before = violations.count();
        List<Object> values = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            Object value = value(node.get(i), form.element(), limits.ofElements(), path.to(i));
            if (value != null) {
                values.add(value);
            }
        }
        return violations.count() == before ? List.copyOf(values) : null;
    }

    private @Nullable Object map(JsonNode node, FormType.MapForm form, Limits limits, Path path) {
        if (!limits.allowSize(node.size())) {
            violations.add(path, "expected " + Phrases.expected(form, limits) + ", found " + node.size());
            return null;
        }
        int before = violations.count();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            Path place = path.to(entry.getKey());
            scalars.refuseUnstorable(entry.getKey(), place);
            Object value = value(entry.getValue(), form.value(), limits.ofElements(), place);
            if (value != null) {
                values.put(entry.getKey(), value);
            }
        }
        return violations.count() == before ? Collections.unmodifiableMap(values) : null;
    }

    private @Nullable Object wrong(JsonNode node, FormType form, Limits limits, Path path) {
        scalars.wrong(node, form, limits, path);
        return null;
    }

    /** A record's own constructor may refuse a combination of values; its message is the sentence for people. */
    private @Nullable Object construct(Class<?> type, Object[] values, Path path) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                violations.add(path, String.valueOf(refusal.getMessage()));
                return null;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
