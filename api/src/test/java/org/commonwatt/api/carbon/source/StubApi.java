package org.commonwatt.api.carbon.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/** A source's API over a real socket. Each path answers what it was told to, in order, and the last of it for ever. */
final class StubApi implements AutoCloseable {

    /** A question as it came. */
    record Asked(
            String path,
            String query,
            @Nullable String authorization,
            @Nullable String authToken) {}

    private record Answer(int status, String body, Map<String, String> headers, boolean never) {}

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    StubApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    StubApi on(String path, String json) {
        return on(path, 200, json);
    }

    StubApi on(String path, int status, String json) {
        return on(path, new Answer(status, json, Map.of(), false));
    }

    StubApi limited(String path, String retryAfter) {
        return on(path, 429, "{}", retryAfter);
    }

    StubApi on(String path, int status, String json, String retryAfter) {
        return on(path, new Answer(status, json, Map.of("Retry-After", retryAfter), false));
    }

    /** The path never answers. */
    StubApi slow(String path) {
        return on(path, new Answer(200, "", Map.of(), true));
    }

    SourceClient client(String name) {
        return client(name, Duration.ofSeconds(20));
    }

    SourceClient client(String name, Duration timeout) {
        URI here = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return new SourceClient(name, here, new SourceClient.Patience(timeout, Duration.ZERO));
    }

    private StubApi on(String path, Answer answer) {
        answers.computeIfAbsent(path, none -> new ArrayDeque<>()).add(answer);
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getQuery();
        asked.add(new Asked(
                path,
                query == null ? "" : query,
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("auth-token")));
        Deque<Answer> waiting = answers.getOrDefault(path, new ArrayDeque<>());
        Answer answer = waiting.size() > 1 ? waiting.remove() : waiting.peek();
        if (answer == null) {
            answer = new Answer(404, "{\"error\": \"no such path\"}", Map.of(), false);
        }
        if (answer.never()) {
            await();
        }
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), answer.status() == 204 ? -1 : body.length);
        if (answer.status() != 204) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
