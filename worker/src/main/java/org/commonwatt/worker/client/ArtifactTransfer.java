package org.commonwatt.worker.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Duration;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

/** Moves artifacts to and from the service as streams. */
final class ArtifactTransfer {

    /** A connection slower than this in bytes/s is taken for broken. */
    private static final long SLOWEST = 32 << 10;

    private static final Duration LEAST = Duration.ofSeconds(60);

    private final Http http;

    ArtifactTransfer(Http http) {
        this.http = http;
    }

    void upload(String sha256, Path file) throws ServiceException, InterruptedException {
        HttpRequest put;
        try {
            put = http.request("/artifacts/" + sha256, within(Files.size(file)))
                    .header("Content-Type", "application/octet-stream")
                    .PUT(HttpRequest.BodyPublishers.ofFile(file))
                    .build();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        http.perform(put);
    }

    /**
     * Appends what {@code part} lacks; a file that is longer than it should be is begun anew.
     *
     * @param size the artifact's size in bytes
     */
    void download(String sha256, long size, Path part) throws ServiceException, InterruptedException {
        long have = Files.exists(part) ? part.toFile().length() : 0;
        if (have == size && size > 0) {
            return;
        }
        HttpRequest.Builder get = http.request("/artifacts/" + sha256, within(size))
                .setHeader("Accept", "application/octet-stream, application/problem+json");
        if (have > 0 && have < size) {
            get.header("Range", "bytes=" + have + "-");
        }
        http.requireSuccess(http.send(get.GET().build(), into(part)));
    }

    private static BodyHandler<byte[]> into(Path part) {
        return head -> switch (head.statusCode()) {
            case 206 -> write(part, CREATE, WRITE, APPEND);
            case 200 -> write(part, CREATE, WRITE, TRUNCATE_EXISTING);
            default -> BodySubscribers.ofByteArray();
        };
    }

    private static HttpResponse.BodySubscriber<byte[]> write(Path part, OpenOption... options) {
        return BodySubscribers.mapping(BodySubscribers.ofFile(part, options), written -> new byte[0]);
    }

    private static Duration within(long size) {
        return LEAST.plusSeconds(size / SLOWEST);
    }
}
