package org.commonwatt.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.Problem;

/** Speaks HTTP to a service under test, with the JDK's client alone. */
public final class Http {

    private static final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final String base;
    private final List<String> headers;

    private Http(String base, List<String> headers) {
        this.base = base;
        this.headers = headers;
    }

    /** Speaks as nobody. */
    public static Http to(TestService service) {
        return new Http(service.url(), List.of());
    }

    /** Speaks with a key or a node's token. */
    public Http as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The same with one more header. */
    public Http with(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Http(base, more);
    }

    public Answer get(String path) {
        return send("GET", path, null, BodyPublishers.noBody());
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, BodyPublishers.noBody());
    }

    public Answer put(String path) {
        return send("PUT", path, null, BodyPublishers.noBody());
    }

    public Answer post(String path) {
        return send("POST", path, null, BodyPublishers.noBody());
    }

    public Answer post(String path, Object json) {
        return send(
                "POST",
                path,
                "application/json",
                BodyPublishers.ofString(Json.mapper().writeValueAsString(json)));
    }

    public Answer put(String path, Object json) {
        return send(
                "PUT",
                path,
                "application/json",
                BodyPublishers.ofString(Json.mapper().writeValueAsString(json)));
    }

    public Answer postText(String path, String mediaType, String text) {
        return send("POST", path, mediaType, BodyPublishers.ofString(text));
    }

    public Answer putBytes(String path, byte[] bytes) {
        return send("PUT", path, "application/octet-stream", BodyPublishers.ofByteArray(bytes));
    }

    public Answer send(String method, String path, @Nullable String mediaType, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body)
                .timeout(Duration.ofSeconds(60));
        if (mediaType != null) {
            request.header("Content-Type", mediaType);
        }
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<byte[]> response) {

        public int status() {
            return response.statusCode();
        }

        public byte[] bytes() {
            return response.body();
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public <T> T as(Class<T> type) {
            return Json.mapper().readValue(response.body(), type);
        }

        public JsonNode json() {
            return Json.mapper().readTree(response.body());
        }

        /** The answer as a problem document; fails unless it is one, with the media type and the status that it states. */
        public Problem problem() {
            if (!"application/problem+json".equals(header("Content-Type"))) {
                throw new AssertionError(
                        "no problem document: " + status() + " " + header("Content-Type") + " " + text());
            }
            Problem problem = as(Problem.class);
            if (problem.status() != status()) {
                throw new AssertionError("answered " + status() + " with a document that says " + problem.status());
            }
            return problem;
        }

        /** The last part of the problem's type. */
        public String problemName() {
            return problem().type().substring("urn:commonwatt:problem:".length());
        }
    }
}
