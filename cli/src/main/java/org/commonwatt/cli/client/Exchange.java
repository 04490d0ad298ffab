package org.commonwatt.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.Problem;
import org.commonwatt.protocol.artifact.Moving;

/** Sends requests and turns every answer that is no success into a failure that people can read. */
final class Exchange {

    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
    private static final int TRIES = 3;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIME)
            .build();
    private final URI address;
    private final @Nullable String key;
    private final Path keyFile;

    Exchange(URI address, @Nullable String key, Path keyFile) {
        this.address = address;
        this.key = key;
        this.keyFile = keyFile;
    }

    URI address() {
        return address;
    }

    /** A request for a path below the address, with the key. */
    HttpRequest.Builder to(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return request;
    }

    /** Sends a request that may be repeated without harm: a read, a PUT, or a POST with an idempotency key. */
    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) {
        for (int attempt = 1; ; attempt++) {
            try {
                return http.send(request, body);
            } catch (IOException e) {
                if (attempt == TRIES || e instanceof ConnectException || e instanceof HttpTimeoutException) {
                    throw unreachable(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Failure("Interrupted.");
            }
        }
    }

    private Unreachable unreachable(IOException failed) {
        return new Unreachable(
                address,
                switch (failed) {
                    case ConnectException none when isUnknown(none) -> "no machine has this name";
                    case ConnectException none -> "nothing listens there";
                    case HttpTimeoutException late -> "no answer in time";
                    default -> failed.getMessage() == null ? "the connection broke" : failed.getMessage();
                });
    }

    private static boolean isUnknown(Throwable failed) {
        return failed instanceof UnresolvedAddressException
                || (failed.getCause() != null && isUnknown(failed.getCause()));
    }

    /** Sends a request and reads the JSON of a successful answer. */
    <T> T json(HttpRequest request, Class<T> type) {
        return read(send(request, HttpResponse.BodyHandlers.ofByteArray()), type);
    }

    /**
     * Sends a request once, and waits for its answer for as long as something moves.
     *
     * @param moved a number that changes whenever a byte got further
     * @param silence time without that after which the connection is taken for dead
     */
    <T> T jsonMoving(HttpRequest request, Class<T> type, LongSupplier moved, Duration silence) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return read(Moving.await(answer, moved, silence), type);
        } catch (TimeoutException e) {
            throw new Unreachable(address, "the connection fell silent");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException broken ? unreachable(broken) : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted.");
        } finally {
            answer.cancel(true);
        }
    }

    /** Sends a request whose successful answer says nothing more. */
    void accepted(HttpRequest request) {
        HttpResponse<byte[]> answer = send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw refusal(answer.statusCode(), answer.body());
        }
    }

    private <T> T read(HttpResponse<byte[]> answer, Class<T> type) {
        if (answer.statusCode() / 100 != 2) {
            throw refusal(answer.statusCode(), answer.body());
        }
        try {
            return Json.mapper().readValue(answer.body(), type);
        } catch (JacksonException e) {
            throw new Failure("What answers at " + address + " does not speak as a Commonwatt service does;"
                    + " is the address right?");
        }
    }

    /** What the body of an unsuccessful answer says. */
    Refused refusal(int status, byte[] body) {
        return new Refused(withCure(status, read(status, body)));
    }

    private Problem read(int status, byte[] body) {
        try {
            Problem problem = Json.mapper().readValue(body, Problem.class);
            if (problem != null && problem.type() != null && problem.title() != null) {
                return problem;
            }
        } catch (JacksonException e) {
            // Not a problem document, so not one of our service's own answers.
        }
        String start =
                new String(body, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        String detail = "The service at " + address + " answered with status " + status
                + (start.isBlank() ? "." : ": " + (start.length() > 200 ? start.substring(0, 200) : start));
        return new Problem("about:blank", "Status " + status, status, detail, null, null);
    }

    private Problem withCure(int status, Problem problem) {
        if (status != 401) {
            return problem;
        }
        String cure = key == null
                ? "No key is known for this service: set COMMONWATT_KEY, or name its data folder with --data"
                        + " (a service on this machine keeps its key in " + keyFile + ")."
                : "The service does not take this key: check COMMONWATT_KEY, or --data when the service runs here.";
        return new Problem(problem.type(), problem.title(), status, cure, problem.instance(), problem.violations());
    }
}
