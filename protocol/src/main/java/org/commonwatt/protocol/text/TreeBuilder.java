package org.commonwatt.protocol.text;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.protocol.Rejected;

/** Builds a tree from a parser's events, on a stack of its own: no depth of nesting reaches Java's. */
final class TreeBuilder {

    private static final class Open {
        final JsonNode node;
        final Place place;

        @Nullable
        String key;

        @Nullable
        Place keyPlace;

        Open(JsonNode node, Place place) {
            this.node = node;
            this.place = place;
        }
    }

    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable Document document;

    void startObject(Place place) throws Rejected {
        start(JsonNodeFactory.instance.objectNode(), place);
    }

    void startList(Place place) throws Rejected {
        start(JsonNodeFactory.instance.arrayNode(), place);
    }

    private void start(JsonNode node, Place place) throws Rejected {
        if (open.size() >= Document.MAX_DEPTH) {
            throw Unreadable.at(place, "nested deeper than " + Document.MAX_DEPTH + " levels");
        }
        open.push(new Open(node, attach(node, place)));
    }

    void end() {
        open.pop();
    }

    /** Whether the next scalar is the name of a field. */
    boolean expectsKey() {
        Open top = open.peek();
        return top != null && top.node.isObject() && top.key == null;
    }

    void key(String name, Place place) throws Rejected {
        Open top = open.element();
        if (name.length() > Document.MAX_NAME) {
            throw Unreadable.at(place, "a field's name is longer than " + Document.MAX_NAME + " characters");
        }
        if (top.node.has(name)) {
            throw Unreadable.at(place, "the field \"" + name + "\" is given twice");
        }
        top.key = name;
        top.keyPlace = place;
    }

    void scalar(JsonNode value, Place place) {
        attach(value, place);
    }

    boolean isComplete() {
        return document != null && open.isEmpty();
    }

    @Nullable
    Document document() {
        return document;
    }

    /** Hangs a value into the innermost open container and says which place stands for it: a field's own name where it has one. */
    private Place attach(JsonNode node, Place place) {
        Open top = open.peek();
        if (top == null) {
            document = new Document(node, place);
            return place;
        }
        if (top.node instanceof ArrayNode list) {
            list.add(node);
            top.place.add(place);
            return place;
        }
        String key = top.key;
        Place keyPlace = top.keyPlace;
        if (!(top.node instanceof ObjectNode object) || key == null || keyPlace == null) {
            throw new IllegalStateException("a value without a field's name");
        }
        object.set(key, node);
        top.place.put(key, keyPlace);
        top.key = null;
        return keyPlace;
    }
}
