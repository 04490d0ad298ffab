package org.commonwatt.worker.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.Problem;
import org.commonwatt.protocol.artifact.Moving;

/** One exchange with the service at a time: builds the request, and turns every bad ending into a {@link ServiceException}. */
final class Http implements AutoCloseable {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    /** The type of a problem that the service did not name (RFC 9457, section 4.2.1). */
    private static final String NOT_OURS = "about:blank";

    private final URI service;
    private final @Nullable String token;
    private final LongConsumer traffic;
    private final HttpClient client;

    /** @param traffic told the bytes of every body that is sent or comes */
    Http(URI service, @Nullable String token, LongConsumer traffic) {
        this.service = service;
        this.token = token;
        this.traffic = traffic;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_WITHIN)
                // Without an upgrade to HTTP/2 in plain text, which proxies and small servers answer badly.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    URI service() {
        return service;
    }

    HttpRequest.Builder request(String path, Duration within) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + "/api/v1" + path))
                .timeout(within)
                .header("User-Agent", "commonwatt-worker")
                .header("Accept", "application/json, application/problem+json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    static HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofString(Json.mapper().writeValueAsString(body));
    }

    /**
     * What came back.
     *
     * @param body null for 204
     * @param retryAfter when to ask again, or null where the service did not say
     */
    record Answer<T>(@Nullable T body, @Nullable Duration retryAfter) {}

    /** Sends, and reads an answer. */
    <T> Answer<T> exchange(HttpRequest request, Class<T> type) throws ServiceException, InterruptedException {
        HttpResponse<byte[]> response = send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() == 204) {
            return new Answer<>(null, retryAfter(response));
        }
        return new Answer<>(read(response, type), retryAfter(response));
    }

    /** Reads what an answer says; fails unless it is a success. */
    <T> T read(HttpResponse<byte[]> response, Class<T> type) throws ServiceException {
        requireSuccess(response);
        try {
            return Json.mapper().readValue(response.body(), type);
        } catch (JacksonException notOurs) {
            throw anotherAnswered(response);
        }
    }

    /** Sends and expects success with an answer, which the service never fails to give. */
    <T> T require(HttpRequest request, Class<T> type) throws ServiceException, InterruptedException {
        T body = exchange(request, type).body();
        if (body == null) {
            throw new ServiceAway(notOurs(204, "an answer without content"), (Duration) null);
        }
        return body;
    }

    /** Sends and reads nothing but success, of which there is nothing to say. */
    void perform(HttpRequest request) throws ServiceException, InterruptedException {
        HttpResponse<byte[]> response = send(request, HttpResponse.BodyHandlers.ofByteArray());
        requireSuccess(response);
        if (response.body().length > 0) {
            throw anotherAnswered(response);
        }
    }

    /** Sends and waits for the whole answer; its status is the caller's to check. */
    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws ServiceAway, InterruptedException {
        request.bodyPublisher().ifPresent(body -> traffic.accept(Math.max(0, body.contentLength())));
        // The request's own timeout ends with the answer's headers; a body that stalls needs this one.
        return sendMoving(
                request, handler, () -> 0, request.timeout().orElseThrow().plusSeconds(2));
    }

    /**
     * Sends and waits for the whole answer for as long as something moves. What the request's body moved is the caller's to
     * {@link #count}.
     *
     * @param moved a number that changes whenever a byte got further
     * @param silence time without that after which the connection is taken for dead
     */
    <T> HttpResponse<T> sendMoving(HttpRequest request, BodyHandler<T> handler, LongSupplier moved, Duration silence)
            throws ServiceAway, InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, Counted.by(traffic, handler));
        try {
            return Moving.await(answer, moved, silence);
        } catch (TimeoutException silent) {
            throw new ServiceAway(service + " did not answer in time", silent);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException failure) {
                throw away(failure);
            }
            throw new IllegalStateException(failed.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** Notes bytes that were sent. */
    void count(long bytes) {
        traffic.accept(bytes);
    }

    ServiceAway away(IOException failure) {
        if (failure instanceof HttpTimeoutException) {
            return new ServiceAway(service + " did not answer in time", failure);
        }
        if (failure instanceof ConnectException) {
            return new ServiceAway("no service answers at " + service, failure);
        }
        return new ServiceAway("the connection to " + service + " broke (" + failure + ")", failure);
    }

    /**
     * Throws what a status other than 2xx means. An answer in another form than the service's comes from something in its place. A
     * proxy whose service is away knows no such address, has a page there that takes nothing, or leads elsewhere: what was asked
     * was neither done nor refused.
     */
    void requireSuccess(HttpResponse<byte[]> response) throws ServiceException {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return;
        }
        Problem problem = problem(response);
        String detail = problem.detail() == null ? problem.title() : problem.detail();
        if (status == 401) {
            throw new IdentityRefused(detail);
        }
        if (status == 429 || status == 408 || status >= 500) {
            throw new ServiceAway(service + " answered " + status + ": " + detail, retryAfter(response));
        }
        if (problem.type().equals(NOT_OURS) && (status == 404 || status == 405 || status < 400)) {
            throw new ServiceAway(detail, retryAfter(response));
        }
        RequestRefused refused = new RequestRefused(problem);
        if (refused.is("lease-stale")) {
            throw new LeaseStale(detail);
        }
        throw refused;
    }

    private Problem problem(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        byte[] body = response.body();
        boolean isProblem = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/problem+json"))
                .isPresent();
        if (isProblem) {
            try {
                return Json.mapper().readValue(body, Problem.class);
            } catch (JacksonException unreadable) {
                return notOurService(status, "an unreadable problem document");
            }
        }
        Optional<String> elsewhere = response.headers().firstValue("Location");
        return notOurService(
                status, elsewhere.map(location -> "a redirect to " + location).orElse(start(body)));
    }

    private static String start(byte[] body) {
        return new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8).strip();
    }

    /** What an answer means that is a success, and none that the service gives. */
    ServiceAway anotherAnswered(HttpResponse<byte[]> response) {
        return new ServiceAway(notOurs(response.statusCode(), start(response.body())), retryAfter(response));
    }

    private Problem notOurService(int status, String said) {
        return new Problem(NOT_OURS, "HTTP " + status, status, notOurs(status, said), null, null);
    }

    private String notOurs(int status, String said) {
        return service + " does not answer like a Commonwatt service (HTTP " + status + ": " + said + ")";
    }

    static @Nullable Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,5}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(null);
    }

    /** Ends at once, also what is under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
