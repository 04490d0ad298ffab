package org.commonwatt.protocol.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Where a value begins in a text, and where its parts do. A tree beside the tree of values, so that pointers cost nothing until one is asked for. */
final class Place {

    private final int line;
    private final int column;
    private @Nullable Map<String, Place> fields;
    private @Nullable List<Place> items;

    /** Both from 1. */
    Place(int line, int column) {
        this.line = line;
        this.column = column;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    void put(String field, Place place) {
        if (fields == null) {
            fields = new HashMap<>();
        }
        fields.put(field, place);
    }

    void add(Place item) {
        if (items == null) {
            items = new ArrayList<>();
        }
        items.add(item);
    }

    /** The place of a part, or this one where there is no such part: a missing field is shown at its object. */
    Place at(String segment) {
        if (fields != null && fields.containsKey(segment)) {
            return fields.get(segment);
        }
        if (items != null && segment.matches("[0-9]{1,9}") && Integer.parseInt(segment) < items.size()) {
            return items.get(Integer.parseInt(segment));
        }
        return this;
    }
}
