package org.commonwatt.protocol.form;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.protocol.form.FormType.ObjectForm;
import org.commonwatt.protocol.form.FormType.UnionForm;

/**
 * Writes a record's form as JSON Schema 2020-12. What {@link FormReader} accepts, the schema accepts; the reader alone
 * knows the grammar of texts with a parser of their own and the range of durations.
 */
public final class FormSchema {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A description of one value belongs to its field; the words of a pattern are for programs that show errors. */
    private static final String EXPECTED = "x-expected";

    private final ObjectNode definitions = NODES.objectNode();

    private FormSchema() {}

    /**
     * The schema of {@code type}.
     *
     * @param id the schema's own URI
     */
    public static JsonNode of(Class<? extends Record> type, String id) {
        FormSchema schema = new FormSchema();
        ObjectNode root = NODES.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("$id", id);
        root.put("title", type.getSimpleName());
        root.setAll(schema.object(new ObjectForm(type), null));
        root.set("$defs", schema.definitions);
        return root;
    }

    private ObjectNode node(FormType type, Limits limits) {
        return switch (type) {
            case ObjectForm form -> reference(form.record().getSimpleName(), () -> object(form, null));
            case UnionForm form -> reference(form.name(), () -> union(form));
            case FormType.ListForm form -> {
                ObjectNode list = sized(typed("array"), limits, "Items");
                list.set("items", node(form.element(), limits.ofElements()));
                yield list;
            }
            case FormType.MapForm form -> {
                ObjectNode map = sized(typed("object"), limits, "Properties");
                map.set("additionalProperties", node(form.value(), limits.ofElements()));
                yield map;
            }
            case FormType.WordForm form -> {
                ObjectNode word = typed("string");
                ArrayNode words = word.putArray("enum");
                form.words().keySet().forEach(words::add);
                yield word;
            }
            case FormType.WholeForm form -> whole(form, limits);
            case FormType.NumberForm form -> ranged(typed("number"), limits);
            case FormType.TruthForm form -> typed("boolean");
            case FormType.TextForm form -> text(limits);
            case FormType.ParsedForm form -> typed("string").put("maxLength", Limits.MATCHED_LENGTH);
            case FormType.DurationForm form ->
                typed("string").put("pattern", Durations.PATTERN).put(EXPECTED, Durations.EXPECTED);
        };
    }

    private ObjectNode reference(String name, Supplier<ObjectNode> body) {
        if (!definitions.has(name)) {
            definitions.set(name, NODES.objectNode());
            definitions.set(name, body.get());
        }
        return NODES.objectNode().put("$ref", "#/$defs/" + name);
    }

    private ObjectNode union(UnionForm form) {
        ObjectNode node = typed("object");
        node.putArray("required").add(FormReader.TYPE);
        ArrayNode words =
                node.putObject("properties").putObject(FormReader.TYPE).putArray("enum");
        ArrayNode members = node.putArray("oneOf");
        for (Map.Entry<String, ObjectForm> member : form.members().entrySet()) {
            words.add(member.getKey());
            String name = form.name() + "." + member.getValue().record().getSimpleName();
            members.add(reference(name, () -> object(member.getValue(), member.getKey())));
        }
        return node;
    }

    private ObjectNode object(ObjectForm form, @Nullable String word) {
        ObjectNode node = typed("object");
        Doc doc = form.record().getAnnotation(Doc.class);
        if (doc != null) {
            node.put("description", doc.value());
        }
        ObjectNode properties = node.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        if (word != null) {
            properties.putObject(FormReader.TYPE).put("const", word);
            required.add(FormReader.TYPE);
        }
        for (Field field : form.fields()) {
            properties.set(field.name(), property(field));
            if (field.required()) {
                required.add(field.name());
            }
        }
        node.set("required", required);
        return node.put("additionalProperties", false);
    }

    private ObjectNode property(Field field) {
        ObjectNode node = node(field.type(), field.limits());
        if (field.optional()) {
            boolean closed = node.has("enum") || node.has("oneOf");
            JsonNode type = closed ? null : node.remove("type");
            if (type != null) {
                node.putArray("type").add(type).add("null");
            } else {
                // Null is not among the words or members, so it stands beside them.
                ArrayNode either = NODES.arrayNode().add(node).add(typed("null"));
                node = NODES.objectNode();
                node.set("anyOf", either);
            }
        }
        if (!field.doc().isEmpty()) {
            node.put("description", field.doc());
        }
        if (field.preset() != null) {
            node.set("default", field.preset());
        }
        return node;
    }

    private static ObjectNode typed(String type) {
        return NODES.objectNode().put("type", type);
    }

    private static ObjectNode whole(FormType.WholeForm form, Limits limits) {
        ObjectNode node = typed("integer");
        node.set("minimum", FormWriter.whole(form.min()));
        node.set("maximum", FormWriter.whole(form.max()));
        return ranged(node, limits);
    }

    private static ObjectNode ranged(ObjectNode node, Limits limits) {
        Range range = limits.range();
        if (range != null) {
            bound(node, "minimum", range.min());
            bound(node, "maximum", range.max());
            bound(node, "exclusiveMinimum", range.above());
        }
        return node;
    }

    private static void bound(ObjectNode node, String keyword, double value) {
        if (Double.isFinite(value)) {
            if (value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE) {
                node.set(keyword, FormWriter.whole((long) value));
            } else {
                node.put(keyword, value);
            }
        }
    }

    private static ObjectNode text(Limits limits) {
        ObjectNode node = sized(typed("string"), limits, "Length");
        if (limits.form() != null) {
            node.put("pattern", "^(?:" + limits.form().pattern() + ")$")
                    .put(EXPECTED, limits.form().words());
            if (limits.size() == null) {
                node.put("maxLength", Limits.MATCHED_LENGTH);
            }
        }
        return node;
    }

    private static ObjectNode sized(ObjectNode node, Limits limits, String noun) {
        Size size = limits.size();
        if (size != null && size.min() > 0) {
            node.put("min" + noun, size.min());
        }
        if (size != null && size.max() < Integer.MAX_VALUE) {
            node.put("max" + noun, size.max());
        }
        return node;
    }
}
