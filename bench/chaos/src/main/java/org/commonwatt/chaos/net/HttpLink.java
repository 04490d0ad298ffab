package org.commonwatt.chaos.net;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import org.commonwatt.chaos.net.Exchange.Origin;

/** What lies between one client and the replicas of the service: any request may go to any replica, and meets the weather. */
public final class HttpLink implements AutoCloseable {

    private final String name;
    private final Replicas replicas;
    private final Memory memory;
    private final Weather weather;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /**
     * Opens a link on a free port.
     *
     * @param replicas where requests go
     * @param memory gets every exchange
     * @param seed decides what becomes of each request in bad weather
     */
    public HttpLink(String name, Replicas replicas, Memory memory, long seed) throws IOException {
        this.name = name;
        this.replicas = replicas;
        this.memory = memory;
        this.weather = new Weather(seed);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Whose link this is. */
    public String name() {
        return name;
    }

    /** The address to give to the client. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How it behaves. */
    public Weather weather() {
        return weather;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = Request.of(exchange);
            switch (weather.next()) {
                case ARRIVES -> answer(exchange, forward(request, Origin.SENDER), 1);
                case CRAWLS -> {
                    Thread.sleep(weather.delay());
                    HttpResponse<byte[]> response = forward(request, Origin.SENDER);
                    Thread.sleep(weather.delay());
                    answer(exchange, response, 1);
                }
                case LOST -> {}
                case HALVED -> sendHalf(request);
                case UNANSWERED -> forward(request, Origin.SENDER);
                case HALF_ANSWERED -> answer(exchange, forward(request, Origin.SENDER), 2);
                case SWALLOWED -> Thread.sleep(weather.left());
                case DOUBLED -> {
                    if (request.changesSomething()) {
                        threads.execute(() -> forwardQuietly(request, Origin.TWIN));
                    }
                    answer(exchange, forward(request, Origin.SENDER), 1);
                }
                case LATE -> {
                    if (request.changesSomething()) {
                        threads.execute(() -> forwardLate(request));
                    }
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a request of this link's client once more. */
    void replay(Request request) {
        threads.execute(() -> forwardQuietly(request, Origin.OLD));
    }

    private void forwardLate(Request request) {
        try {
            Thread.sleep(weather.delay().multipliedBy(3));
            forward(request, Origin.LATE);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void forwardQuietly(Request request, Origin origin) {
        try {
            forward(request, origin);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends to a replica, to another one where nobody listens, and gives what it answers, or null when none did wholly. */
    private @Nullable HttpResponse<byte[]> forward(Request request, Origin origin) throws InterruptedException {
        long sent = System.nanoTime();
        HttpResponse<byte[]> response = null;
        for (int port : replicas.inOrder(weather.draw(1 << 16))) {
            try {
                response = client.send(request.to(port), BodyHandlers.ofByteArray());
                break;
            } catch (java.net.ConnectException nobodyThere) {
                continue;
            } catch (IOException broken) {
                break;
            }
        }
        memory.note(this, request, origin, sent, response);
        return response;
    }

    /** Of a request without a body no half can arrive. */
    private void sendHalf(Request request) throws InterruptedException {
        if (request.body().length == 0) {
            return;
        }
        HttpRequest half =
                request.halfTo(replicas.inOrder(weather.draw(1 << 16)).getFirst());
        try {
            client.send(half, BodyHandlers.discarding());
        } catch (IOException asMeant) {
            // The service sees a body that ends too early.
        }
    }

    /** Passes an answer on, all of it or its first {@code 1/divisor}; without one the connection just closes. */
    private static void answer(HttpExchange exchange, @Nullable HttpResponse<byte[]> response, int divisor)
            throws IOException {
        if (response == null) {
            return;
        }
        response.headers().map().forEach((header, values) -> {
            String lower = header.toLowerCase(Locale.ROOT);
            if (!lower.equals("content-length") && !lower.equals("transfer-encoding") && !lower.equals("connection")) {
                exchange.getResponseHeaders().put(header, values);
            }
        });
        byte[] body = response.body();
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, body.length / divisor);
            out.flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
