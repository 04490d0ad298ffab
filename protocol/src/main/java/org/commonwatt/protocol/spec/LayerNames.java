package org.commonwatt.protocol.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.commonwatt.protocol.form.Words;

/** What layers are called; the first part of their parameters' names in a model file. */
public final class LayerNames {

    private LayerNames() {}

    /** One name for each layer, in order: the given one, or its type and its number among the layers of that type, from 1. */
    public static List<String> of(List<Layer> layers) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> names = new ArrayList<>(layers.size());
        for (Layer layer : layers) {
            String type = Words.ofType(layer.getClass());
            int number = seen.merge(type, 1, Integer::sum);
            String given = layer.name();
            names.add(given == null ? type + number : given);
        }
        return List.copyOf(names);
    }
}
