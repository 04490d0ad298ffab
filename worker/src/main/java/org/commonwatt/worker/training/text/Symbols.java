package org.commonwatt.worker.training.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.protocol.spec.TextUse;

/** Symbols that have an id each, in the order of their ids, which begin after the reserved ones. */
final class Symbols {

    private final List<String> symbols;
    private final Map<String, Integer> ids = new HashMap<>();

    Symbols(List<String> symbols) {
        this.symbols = List.copyOf(symbols);
        for (String symbol : symbols) {
            if (ids.put(symbol, TextUse.RESERVED + ids.size()) != null) {
                throw new IllegalArgumentException("the symbol \"" + symbol + "\" is named twice");
            }
        }
    }

    /** The symbols of a codec that was kept as JSON. */
    static Symbols read(JsonNode json) {
        return new Symbols(
                json.path("symbols").valueStream().map(JsonNode::asString).toList());
    }

    ObjectNode toJson(String type) {
        ObjectNode json = JsonMapper.shared().createObjectNode().put("type", type);
        symbols.forEach(json.putArray("symbols")::add);
        return json;
    }

    int id(String symbol) {
        return ids.getOrDefault(symbol, TextUse.UNKNOWN);
    }

    /** The symbol of an id; empty for padding, start and end. */
    String of(int id) {
        int index = id - TextUse.RESERVED;
        if (index >= 0 && index < symbols.size()) {
            return symbols.get(index);
        }
        return switch (id) {
            case TextUse.PADDING, TextUse.START, TextUse.END -> "";
            // Ids that a vocabulary has room for but no symbol, too: a network may give them.
            default -> "\ufffd";
        };
    }

    int size() {
        return TextUse.RESERVED + symbols.size();
    }
}
