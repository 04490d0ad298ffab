package org.commonwatt.cli.stub;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.Problem;

/** A service on a free port of loopback that answers each route as a test tells it, and remembers what it was asked. */
public final class StubService implements AutoCloseable {

    /**
     * A request as it came in.
     *
     * @param route method and path, without the query
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Asked(String route, @Nullable String query, Map<String, List<String>> headers, byte[] body) {

        /** The first value of a header, or null. */
        public @Nullable String header(String name) {
            List<String> values = headers.get(name.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                    + name.substring(1).toLowerCase(java.util.Locale.ROOT));
            return values == null || values.isEmpty() ? null : values.getFirst();
        }

        /** The body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Answers one request; the exchange is closed afterwards. */
    @FunctionalInterface
    public interface Answer {
        void give(Asked asked, HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    public StubService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers a route, such as {@code GET /api/v1/jobs}, with JSON. */
    public StubService json(String route, int status, Object body) {
        return answer(route, (asked, exchange) -> send(exchange, status, "application/json", bytes(body)));
    }

    /** Answers a route with a problem document. */
    public StubService problem(String route, Problem problem) {
        return answer(
                route,
                (asked, exchange) -> send(exchange, problem.status(), "application/problem+json", bytes(problem)));
    }

    public StubService answer(String route, Answer answer) {
        answers.put(route, answer);
        return this;
    }

    /** Every request so far, in order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Every request of a route so far, in order. */
    public List<Asked> asked(String route) {
        return asked.stream().filter(one -> one.route().equals(route)).toList();
    }

    public static byte[] bytes(Object body) {
        return body instanceof byte[] raw ? raw : Json.mapper().writeValueAsBytes(body);
    }

    public static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked request = new Asked(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
                    exchange.getRequestURI().getRawQuery(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    exchange.getRequestBody().readAllBytes());
            asked.add(request);
            Answer answer = answers.get(request.route());
            if (answer == null) {
                Problem missing = new Problem(
                        "urn:commonwatt:problem:not-found", "Not found", 404, "Nothing is here.", null, null);
                byte[] body = "HEAD".equals(exchange.getRequestMethod()) ? new byte[0] : bytes(missing);
                send(exchange, 404, "application/problem+json", body);
            } else {
                answer.give(request, exchange);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
