package org.commonwatt.api.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.commonwatt.api.TestService;
import org.commonwatt.protocol.Json;

/** Reads a job's events as a browser would. A read that waits for longer than thirty seconds fails. */
final class Events implements AutoCloseable {

    /** One event: its id where it has one, its name, and its body. */
    record Event(@Nullable String id, String name, JsonNode body) {}

    private final HttpURLConnection connection;
    private final BufferedReader lines;

    private Events(HttpURLConnection connection, BufferedReader lines) {
        this.connection = connection;
        this.lines = lines;
    }

    static Events of(TestService service, String key, UUID job, @Nullable String lastEventId) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(service.url() + "/api/v1/jobs/" + job + "/events")
                .toURL()
                .openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + key);
        connection.setRequestProperty("Accept", "text/event-stream");
        if (lastEventId != null) {
            connection.setRequestProperty("Last-Event-ID", lastEventId);
        }
        connection.setReadTimeout(30_000);
        return new Events(
                connection,
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8)));
    }

    /** The next event, or null at the stream's end. */
    @Nullable
    Event next() {
        try {
            @Nullable String id = null;
            @Nullable String name = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ") && name != null) {
                    return new Event(id, name, Json.mapper().readTree(line.substring(6)));
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All events to the stream's end. */
    List<Event> rest() {
        List<Event> events = new ArrayList<>();
        for (Event event = next(); event != null; event = next()) {
            events.add(event);
        }
        return events;
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
