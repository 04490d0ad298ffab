package org.commonwatt.api.carbon.source;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import org.commonwatt.api.carbon.source.SourceTrouble.Kind;
import org.commonwatt.protocol.Json;

/**
 * Asks one source over HTTP, one question after another and never faster than its pace. It follows no redirection, which
 * could carry a key to another host.
 */
final class SourceClient {

    private static final long LONGEST_ANSWER = 8 << 20;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String name;
    private final String base;
    private final Patience patience;
    private long nextAt = System.nanoTime();

    /**
     * How a source is asked.
     *
     * @param timeout for a whole answer
     * @param pace least time between two questions
     */
    record Patience(Duration timeout, Duration pace) {}

    /** @param name in messages; {@code url} is the address that paths are added to */
    SourceClient(String name, URI url, Patience patience) {
        this.name = name;
        this.base = url.toString().replaceAll("/+$", "");
        this.patience = patience;
    }

    /** Asks and reads the JSON that comes back. */
    JsonNode get(String path, Map<String, String> query, Map<String, String> headers) throws SourceTrouble {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path + text(query))).header("Accept", "application/json");
        headers.forEach(request::header);
        HttpResponse<byte[]> answer = send(request.build());
        refuse(answer);
        try {
            return Json.mapper().readTree(answer.body());
        } catch (JacksonException notJson) {
            throw trouble(Kind.UNREADABLE, "answered with something that is not JSON");
        }
    }

    /** This source's trouble, said in its name. */
    SourceTrouble trouble(Kind kind, String what) {
        return new SourceTrouble(kind, name + " " + what);
    }

    private synchronized HttpResponse<byte[]> send(HttpRequest request) throws SourceTrouble {
        CompletableFuture<HttpResponse<byte[]>> answer = null;
        try {
            TimeUnit.NANOSECONDS.sleep(nextAt - System.nanoTime());
            answer = HTTP.sendAsync(request, Capped.at(LONGEST_ANSWER));
            // A request's own timeout would end with the headers.
            return answer.get(patience.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw trouble(
                    Kind.AWAY, "did not answer within " + patience.timeout().toMillis() / 1000.0 + " s");
        } catch (ExecutionException failed) {
            throw trouble(Kind.AWAY, "can't be reached: " + reason(failed.getCause()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw trouble(Kind.AWAY, "was not waited for: the service stops");
        } finally {
            nextAt = System.nanoTime() + patience.pace().toNanos();
            if (answer != null) {
                answer.cancel(true);
            }
        }
    }

    private void refuse(HttpResponse<?> answer) throws SourceTrouble {
        int status = answer.statusCode();
        switch (status) {
            case 200 -> {}
            case 204, 404 -> throw trouble(Kind.NOTHING, "has nothing for this zone and time (" + status + ")");
            case 400, 422, 501 -> throw trouble(Kind.NOTHING, "does not answer this question (" + status + ")");
            case 401, 403 -> throw trouble(Kind.REFUSED, "does not accept the key for this (" + status + ")");
            case 429 -> throw new SourceTrouble(Kind.LIMITED, name + " was asked too often (429)", retryAfter(answer));
            default -> throw new SourceTrouble(Kind.AWAY, name + " has a fault (" + status + ")", retryAfter(answer));
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(null);
    }

    private static String reason(@Nullable Throwable cause) {
        if (cause == null) {
            return "no reason given";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static String text(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : query.entrySet().stream()
                        .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
