package org.commonwatt.chaos.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.Json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The service's REST interface, as a patient client speaks it. */
public final class Service {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_SETTING_UP = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String key;

    /** @param key of an account that may submit and operate */
    public Service(String url, String key) {
        this.url = url;
        this.key = key;
    }

    /** An answer; the body is a missing node where there was none. */
    record Answer(int status, JsonNode body) {}

    /** Publishes {@link Moons}. */
    public void publishMoons() throws InterruptedException {
        for (byte[] file : Moons.files()) {
            require("PUT", "/artifacts/" + Moons.sha256(file), file, "application/octet-stream");
        }
        require("POST", "/datasets", Moons.manifest().getBytes(UTF_8), "application/json");
    }

    /** A code with which a node may join. */
    public String joiningCode() throws InterruptedException {
        return require("POST", "/nodes/codes", new byte[0], "application/json")
                .path("code")
                .asString();
    }

    /** One try; empty when no answer came. */
    Optional<Answer> send(String method, String path, byte[] body, String type, Map<String, String> headers)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .header("Authorization", "Bearer " + key)
                .timeout(PATIENCE)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.header("Content-Type", type);
        }
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return Optional.of(new Answer(response.statusCode(), Json.mapper().readTree(response.body())));
        } catch (IOException | JacksonException broken) {
            return Optional.empty();
        }
    }

    /** Tries until the service decides; an overloaded or absent service has not. */
    Answer insist(String method, String path, byte[] body, String type, Map<String, String> headers)
            throws InterruptedException {
        return lastOf(method, path, body, type, headers, () -> false).orElseThrow();
    }

    private JsonNode require(String method, String path, byte[] body, String type) throws InterruptedException {
        long since = System.nanoTime();
        Optional<Answer> last = lastOf(
                method, path, body, type, Map.of(), () -> System.nanoTime() - since > LONGEST_SETTING_UP.toNanos());
        return last.filter(answer -> answer.status() < 300)
                .map(Answer::body)
                .orElseThrow(() -> new IllegalStateException(method + " " + path + " answered "
                        + last.map(answer -> answer.status() + ": " + answer.body())
                                .orElse("nothing")));
    }

    /** What was answered last when the service had decided, or it was over. */
    private Optional<Answer> lastOf(
            String method, String path, byte[] body, String type, Map<String, String> headers, BooleanSupplier isOver)
            throws InterruptedException {
        while (true) {
            Optional<Answer> answer = send(method, path, body, type, headers);
            if (answer.filter(Service::isDecided).isPresent() || isOver.getAsBoolean()) {
                return answer;
            }
            Thread.sleep(PAUSE);
        }
    }

    private static boolean isDecided(Answer answer) {
        return answer.status() < 500 && answer.status() != 429;
    }
}
