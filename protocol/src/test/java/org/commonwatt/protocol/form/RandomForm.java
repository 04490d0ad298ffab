package org.commonwatt.protocol.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes documents that a form accepts, from the form itself: a new field needs no change here. */
public final class RandomForm {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** One of these fits every pattern and every parser of our records; a test fails when none does. */
    private static final List<String> TEXTS = List.of(
            "digits",
            "abc",
            "1-2",
            "a",
            "Dense_1",
            "naïve – 数字 😀",
            "path/to/a-file.idx",
            "0".repeat(64),
            ",",
            "digits@1",
            "file:../here",
            "sha256:" + "ab".repeat(32),
            "512MiB",
            "1.5GB",
            "0",
            "90s",
            "PT1H",
            "2026-12-24T18:00:00+01:00",
            "",
            "line\nline",
            " \"quoted\" \\ ");

    private final Random random;

    public RandomForm(Random random) {
        this.random = random;
    }

    /** A document that is read as a {@code type}. */
    public ObjectNode of(Class<? extends Record> type) {
        return object(new FormType.ObjectForm(type), NODES.objectNode(), 0);
    }

    private ObjectNode object(FormType.ObjectForm form, ObjectNode node, int depth) {
        for (Field field : form.fields()) {
            if (field.required() || (random.nextBoolean() && depth < 20)) {
                node.set(field.name(), value(field.type(), field.limits(), depth + 1));
            } else if (field.optional() && random.nextInt(4) == 0) {
                node.set(field.name(), NODES.nullNode());
            }
        }
        return node;
    }

    private JsonNode value(FormType type, Limits limits, int depth) {
        return switch (type) {
            case FormType.ObjectForm form -> object(form, NODES.objectNode(), depth);
            case FormType.UnionForm form -> {
                String word = pick(List.copyOf(form.members().keySet()));
                FormType.ObjectForm member = form.members().get(word);
                if (member == null) {
                    throw new IllegalStateException(word);
                }
                yield object(member, NODES.objectNode().put(FormReader.TYPE, word), depth);
            }
            case FormType.ListForm form -> list(form, limits, depth);
            case FormType.MapForm form -> {
                ObjectNode map = NODES.objectNode();
                int size = size(limits);
                for (int i = 0; i < size; i++) {
                    map.set("key" + i, value(form.value(), limits.ofElements(), depth));
                }
                yield map;
            }
            case FormType.WordForm form ->
                NODES.stringNode(pick(List.copyOf(form.words().keySet())));
            case FormType.WholeForm form ->
                NODES.numberNode(Math.round(number(limits, (double) form.min(), (double) form.max())));
            case FormType.NumberForm form -> NODES.numberNode(number(limits, -1e9, 1e9));
            case FormType.TruthForm form -> NODES.booleanNode(random.nextBoolean());
            case FormType.TextForm form -> text(limits, null);
            case FormType.ParsedForm form -> text(limits, form.type());
            case FormType.DurationForm form -> NODES.stringNode(Math.round(number(limits, 1, 1e6)) + "s");
        };
    }

    private ArrayNode list(FormType.ListForm form, Limits limits, int depth) {
        ArrayNode list = NODES.arrayNode();
        int size = size(limits);
        for (int i = 0; i < size; i++) {
            list.add(value(form.element(), limits.ofElements(), depth));
        }
        return list;
    }

    private int size(Limits limits) {
        Size size = limits.size();
        return size == null ? random.nextInt(4) : Math.min(size.max(), size.min() + random.nextInt(4));
    }

    /** Often an end of the range, where mistakes live. */
    private double number(Limits limits, double min, double max) {
        Range range = limits.range();
        double least = range == null ? min : Math.max(min, Math.max(range.min(), range.above() + 1e-3));
        double most = range == null ? max : Math.min(max, range.max());
        return switch (random.nextInt(4)) {
            case 0 -> least;
            case 1 -> most;
            default -> least + random.nextDouble() * (Math.min(most, least + 1000) - least);
        };
    }

    private JsonNode text(Limits limits, @Nullable Class<?> parsed) {
        List<String> fitting = new ArrayList<>();
        for (String text : TEXTS) {
            if (limits.allowForm(text)
                    && limits.allowSize(text.codePointCount(0, text.length()))
                    && (parsed == null || parses(parsed, text))) {
                fitting.add(text);
            }
        }
        return NODES.stringNode(pick(fitting));
    }

    private static boolean parses(Class<?> type, String text) {
        try {
            Parser.parse(type, text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A document with one thing changed: sometimes still right, mostly wrong. */
    public JsonNode spoiled(ObjectNode document) {
        ObjectNode copy = document.deepCopy();
        List<JsonNode> containers = new ArrayList<>();
        collect(copy, containers);
        JsonNode victim = pick(containers);
        JsonNode other = pick(List.of(
                NODES.nullNode(),
                NODES.numberNode(0),
                NODES.numberNode(-1),
                NODES.numberNode(0.5),
                NODES.numberNode(3.0),
                NODES.numberNode(1e15),
                NODES.numberNode(Long.MAX_VALUE),
                NODES.stringNode("relu"),
                NODES.stringNode("Ünknown 1"),
                NODES.booleanNode(true),
                NODES.arrayNode(),
                NODES.arrayNode().add(1).add("a"),
                NODES.objectNode(),
                NODES.objectNode().put("type", "dense")));
        if (victim instanceof ObjectNode object) {
            List<String> names = new ArrayList<>(object.propertyNames());
            if (names.isEmpty() || random.nextInt(4) == 0) {
                object.set("surplus", other);
            } else if (random.nextInt(3) == 0) {
                object.remove(pick(names));
            } else {
                object.set(pick(names), other);
            }
        } else if (victim instanceof ArrayNode list) {
            if (list.isEmpty() || random.nextBoolean()) {
                list.add(other);
            } else {
                list.remove(random.nextInt(list.size()));
            }
        }
        return copy;
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer()) {
            containers.add(node);
            for (JsonNode child : node) {
                collect(child, containers);
            }
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** How often each key occurs, for tests that ask whether all of a form was visited. */
    public static void count(JsonNode node, Map<String, Integer> types) {
        if (node.isObject() && node.has(FormReader.TYPE)) {
            types.merge(node.get(FormReader.TYPE).stringValue(), 1, Integer::sum);
        }
        for (JsonNode child : node) {
            count(child, types);
        }
    }
}
