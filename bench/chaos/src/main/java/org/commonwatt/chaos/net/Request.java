package org.commonwatt.chaos.net;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/** A request as it came, whole, so that it can be sent on, again, late, or in part. */
record Request(String method, String target, Map<String, List<String>> headers, byte[] body) {

    /** Longer than the service holds any request open. */
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    /** About one connection, not about the request. */
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade", "http2-settings");

    static Request of(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, List.copyOf(values));
            }
        });
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                exchange.getRequestBody().readAllBytes());
    }

    boolean changesSomething() {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    @Nullable
    String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.getFirst();
    }

    /** The body where it is text, else null. */
    @Nullable
    String text() {
        String type = header("Content-Type");
        boolean isText = type != null && (type.contains("json") || type.contains("yaml"));
        return isText ? new String(body, StandardCharsets.UTF_8) : null;
    }

    HttpRequest to(int port) {
        return to(port, BodyPublishers.ofByteArray(body));
    }

    /** Announces the whole body, and breaks off in its middle. */
    HttpRequest halfTo(int port) {
        byte[] half = Arrays.copyOf(body, body.length / 2);
        BodyPublisher broken = BodyPublishers.concat(
                BodyPublishers.ofByteArray(half), BodyPublishers.ofInputStream(() -> new BrokenStream()));
        return to(port, BodyPublishers.fromPublisher(broken, body.length));
    }

    private HttpRequest to(int port, BodyPublisher publisher) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .timeout(PATIENCE)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : publisher);
        headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return request.build();
    }
}
