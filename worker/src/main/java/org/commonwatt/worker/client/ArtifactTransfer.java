package org.commonwatt.worker.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.artifact.ArtifactView;
import org.commonwatt.protocol.artifact.FileTail;
import org.commonwatt.protocol.artifact.UploadView;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

/** Moves artifacts to and from the service as streams that go on where they were cut off. */
final class ArtifactTransfer {

    /** A connection slower than this in bytes/s is taken for broken. */
    private static final long SLOWEST = 32 << 10;

    /** What the service hashes in bytes/s at least, before it gives bytes out or says that it has them. */
    private static final long HASHED = 32 << 20;

    /** Time within which the service says how far an upload has come. */
    private static final Duration ANSWERED = Duration.ofSeconds(20);

    private static final int TRIES_AT_RIGHT_BYTES = 3;

    private static final String BYTES = "application/octet-stream";

    private final Http http;
    private final Duration longestSilence;

    /** @param longestSilence time without a byte after which a connection is taken for dead */
    ArtifactTransfer(Http http, Duration longestSilence) {
        this.http = http;
        this.longestSilence = longestSilence;
    }

    /**
     * Uploads a file. A large one goes on where an earlier try was cut off, also one of an earlier life of the worker; it
     * is tried for as long as each try brings it further.
     *
     * @param arrived told how many bytes the service has, or may have got by now, before and after each try
     */
    void upload(String sha256, Path file, LongConsumer arrived) throws ServiceException, InterruptedException {
        long size = size(file);
        if (size < UploadView.WORTH_RESUMING) {
            put(sha256, file, size);
        } else {
            resume(sha256, file, size, arrived);
        }
    }

    private void put(String sha256, Path file, long size) throws ServiceException, InterruptedException {
        FileTail whole = new FileTail(file, 0, size);
        HttpRequest put = http.request("/artifacts/" + sha256, within(size))
                .header("Content-Type", BYTES)
                .PUT(whole.body())
                .build();
        try {
            HttpResponse<byte[]> answer = http.sendMoving(
                    put, HttpResponse.BodyHandlers.ofByteArray(), whole::taken, longestSilence.plus(hashing(size)));
            http.read(answer, ArtifactView.class);
        } finally {
            http.count(whole.taken());
        }
    }

    private void resume(String sha256, Path file, long size, LongConsumer arrived)
            throws ServiceException, InterruptedException {
        ServiceAway cut = null;
        long reached = -1;
        int damaged = 0;
        while (true) {
            UploadView upload = begin(sha256, size);
            if (upload.complete()) {
                return;
            }
            if (cut != null && upload.offset() <= reached) {
                throw cut;
            }
            reached = upload.offset();
            arrived.accept(reached);
            try {
                if (append(sha256, file, upload, arrived).complete()) {
                    return;
                }
            } catch (ServiceAway away) {
                cut = away;
            } catch (RequestRefused refused) {
                cut = again(refused, ++damaged);
                reached = refused.is("hash-mismatch") ? -1 : reached;
            }
        }
    }

    /** What a refusal means that may be none at the next try: an earlier request that still ran, bytes damaged on the way. */
    private static ServiceAway again(RequestRefused refused, int tries) throws RequestRefused {
        boolean mayChange = refused.is("wrong-offset") || refused.is("hash-mismatch") && tries < TRIES_AT_RIGHT_BYTES;
        if (!mayChange) {
            throw refused;
        }
        return new ServiceAway(String.valueOf(refused.getMessage()), (@Nullable Duration) null);
    }

    private UploadView begin(String sha256, long size) throws ServiceException, InterruptedException {
        HttpRequest begin = http.request("/artifacts/" + sha256 + "/upload", ANSWERED)
                .header(UploadView.LENGTH_HEADER, Long.toString(size))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        return http.require(begin, UploadView.class);
    }

    private UploadView append(String sha256, Path file, UploadView upload, LongConsumer arrived)
            throws ServiceException, InterruptedException {
        FileTail rest = new FileTail(file, upload.offset(), upload.size());
        HttpRequest patch = http.request("/artifacts/" + sha256 + "/upload", within(upload.size()))
                .header("Content-Type", UploadView.MEDIA_TYPE)
                .header(UploadView.OFFSET_HEADER, Long.toString(upload.offset()))
                .method("PATCH", rest.body())
                .build();
        try {
            HttpResponse<byte[]> answer = http.sendMoving(
                    patch,
                    HttpResponse.BodyHandlers.ofByteArray(),
                    rest::taken,
                    longestSilence.plus(hashing(upload.size())));
            return http.read(answer, UploadView.class);
        } finally {
            http.count(rest.taken());
            arrived.accept(upload.offset() + rest.taken());
        }
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
                .setHeader("Accept", BYTES + ", application/problem+json");
        if (have > 0 && have < size) {
            get.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<byte[]> answer = http.sendMoving(
                get.GET().build(), into(part), () -> part.toFile().length(), longestSilence.plus(hashing(size)));
        http.requireSuccess(answer);
        if (!isArtifact(answer.headers())) {
            throw http.anotherAnswered(answer);
        }
    }

    private static BodyHandler<byte[]> into(Path part) {
        return head -> switch (isArtifact(head.headers()) ? head.statusCode() : 0) {
            case 206 -> write(part, CREATE, WRITE, APPEND);
            case 200 -> write(part, CREATE, WRITE, TRUNCATE_EXISTING);
            default -> BodySubscribers.ofByteArray();
        };
    }

    private static boolean isArtifact(HttpHeaders headers) {
        return headers.firstValue("Content-Type").filter(BYTES::equals).isPresent();
    }

    private static HttpResponse.BodySubscriber<byte[]> write(Path part, OpenOption... options) {
        return BodySubscribers.mapping(BodySubscribers.ofFile(part, options), written -> new byte[0]);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Duration within(long size) {
        return longestSilence.plusSeconds(size / SLOWEST).plus(hashing(size));
    }

    private static Duration hashing(long size) {
        return Duration.ofSeconds(size / HASHED);
    }
}
