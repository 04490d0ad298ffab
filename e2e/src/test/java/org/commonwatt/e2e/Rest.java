package org.commonwatt.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.commonwatt.chaos.load.Moons;
import org.commonwatt.protocol.Json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The service's REST interface, spoken as any client would. */
record Rest(HttpClient http, URI base, String key) {

    /** A service on this port, with the bootstrap key of its data folder. */
    static Rest of(int port, Path data) throws IOException {
        return new Rest(
                HttpClient.newHttpClient(),
                URI.create("http://127.0.0.1:" + port),
                Files.readString(data.resolve("key")).strip());
    }

    /** Waits until a service answers its health check on {@code port} while {@code launched} runs. */
    static void awaitHealthy(int port, Launched launched) throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                .timeout(Duration.ofSeconds(2))
                .build();
        Instant deadline = Instant.now().plus(Duration.ofMinutes(10));
        while (Instant.now().isBefore(deadline)) {
            if (!launched.isAlive()) {
                throw new AssertionError("ended before it was healthy:\n" + launched.stderr());
            }
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It listens only when it is ready.
            }
            Await.aMoment();
        }
        throw new AssertionError("not healthy in time:\n" + launched.stderr());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, null, "application/json", 200);
    }

    JsonNode send(String method, String path, byte @Nullable [] body, String type, int expected)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", type)
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new AssertionError(
                    method + " " + path + " answered " + response.statusCode() + ": " + response.body());
        }
        return Json.mapper().readTree(response.body().isEmpty() ? "null" : response.body());
    }

    /** Publishes {@link Moons}. */
    void publishMoons() throws IOException, InterruptedException {
        for (byte[] file : Moons.files()) {
            send("PUT", "/api/v1/artifacts/" + Moons.sha256(file), file, "application/octet-stream", 201);
        }
        send("POST", "/api/v1/datasets", Moons.manifest().getBytes(UTF_8), "application/json", 201);
    }

    /** The job as soon as it meets the condition; fails when it ends without, or after {@code limit}. */
    JsonNode awaitJob(String id, Duration limit, Predicate<JsonNode> condition)
            throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(limit);
        JsonNode job = get("/api/v1/jobs/" + id);
        while (!condition.test(job)) {
            String state = job.path("state").asString();
            boolean ended = state.equals("SUCCEEDED") || state.equals("FAILED") || state.equals("CANCELLED");
            if (ended || Instant.now().isAfter(deadline)) {
                throw new AssertionError("the job never got there: " + job);
            }
            Await.aMoment();
            job = get("/api/v1/jobs/" + id);
        }
        return job;
    }
}
