package org.commonwatt.cli.client;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Reads an event stream line by line (WHATWG HTML, section "Server-sent events"). Unlike a browser it hands out the id
 * of the last event with each event, since only the caller knows when one is dealt with.
 */
final class SseParser {

    /**
     * One event.
     *
     * @param id the last id that the stream has given up to here, or null
     * @param name the event's name; {@code message} where it gave none
     * @param data its lines, joined by line breaks
     */
    record Event(@Nullable String id, String name, String data) {}

    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private @Nullable String id;
    private String name = "";
    private boolean first = true;

    /** Takes a line without its end, and gives an event when the line completes one. */
    Optional<Event> line(String raw) {
        String line = first && raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
        first = false;
        if (line.isEmpty()) {
            return finish();
        }
        int colon = line.indexOf(':');
        if (colon == 0) {
            return Optional.empty();
        }
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        take(field, value.startsWith(" ") ? value.substring(1) : value);
        return Optional.empty();
    }

    private void take(String field, String value) {
        switch (field) {
            case "data" -> {
                data.append(hasData ? "\n" : "").append(value);
                hasData = true;
            }
            case "event" -> name = value;
            case "id" -> {
                if (value.indexOf('\0') < 0) {
                    id = value;
                }
            }
            default -> {
                // "retry" and unknown fields: the feed has its own pace.
            }
        }
    }

    private Optional<Event> finish() {
        Optional<Event> event = hasData
                ? Optional.of(new Event(id, name.isEmpty() ? "message" : name, data.toString()))
                : Optional.empty();
        data.setLength(0);
        hasData = false;
        name = "";
        return event;
    }
}
