package org.commonwatt.bench.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.protocol.Json;

/** What was measured, what was wanted of it, and whether that was reached. */
final class Figures {

    private final Map<String, List<Double>> rounds = new LinkedHashMap<>();
    private final ObjectNode json = Json.mapper().createObjectNode();
    private boolean missed;

    void add(String name, double value) {
        rounds.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        System.err.printf("  %-28s %,12.1f%n", name, value);
    }

    double median(String name) {
        List<Double> sorted =
                rounds.getOrDefault(name, List.of()).stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double last(String name) {
        return rounds.getOrDefault(name, List.of()).getLast();
    }

    /** Puts a figure into the answer, under a path of names with dots between them. */
    void tell(String path, double value) {
        String[] names = path.split("\\.");
        ObjectNode place = json;
        for (int i = 0; i < names.length - 1; i++) {
            place = place.withObject("/" + names[i]);
        }
        place.put(names[names.length - 1], Math.round(value * 1000) / 1000.0);
    }

    void want(String what, double value, double atLeast) {
        verdict(what, value, atLeast, value >= atLeast, "at least");
    }

    void wantAtMost(String what, double value, double most) {
        verdict(what, value, most, value <= most, "at most");
    }

    private void verdict(String what, double value, double limit, boolean good, String words) {
        missed |= !good;
        System.err.printf("%s: %.3f, wanted %s %.3f%s%n", what, value, words, limit, good ? "" : ": MISSED");
    }

    /** Prints the answer as the last line, and ends the process with the verdict. */
    void end() {
        System.out.println(Json.mapper().writeValueAsString(json));
        System.out.flush();
        Runtime.getRuntime().halt(missed ? 1 : 0);
    }
}
