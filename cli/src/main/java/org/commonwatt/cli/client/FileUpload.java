package org.commonwatt.cli.client;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.artifact.ArtifactView;
import org.commonwatt.protocol.artifact.FileTail;
import org.commonwatt.protocol.artifact.UploadView;
import org.commonwatt.protocol.machine.FileTrouble;

/** Stores a file's bytes. A large one goes on where an earlier try was cut off, or an earlier command was ended. */
final class FileUpload {

    private static final Duration ANSWER_TIME = Duration.ofSeconds(30);
    private static final Duration SMALL_TIME = Duration.ofMinutes(5);
    private static final Duration TRANSFER_TIME = Duration.ofHours(12);

    /** Time without a byte after which a connection is taken for dead. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private static final int TRIES_WITHOUT_PROGRESS = 5;

    private final Exchange exchange;
    private final Duration pause;
    private final Duration silence;

    FileUpload(Exchange exchange) {
        this(exchange, Duration.ofSeconds(1), SILENCE);
    }

    /**
     * @param pause between two tries
     * @param silence time without a byte after which a connection is taken for dead
     */
    FileUpload(Exchange exchange, Duration pause, Duration silence) {
        this.exchange = exchange;
        this.pause = pause;
        this.silence = silence;
    }

    ArtifactView send(String sha256, Path file) {
        long size = size(file);
        if (size < UploadView.WORTH_RESUMING) {
            HttpRequest put = exchange.to("/api/v1/artifacts/" + sha256)
                    .timeout(SMALL_TIME)
                    .header("Content-Type", "application/octet-stream")
                    .PUT(new FileTail(file, 0, size).body())
                    .build();
            return exchange.json(put, ArtifactView.class);
        }
        UploadView done = resume(sha256, file, size);
        return new ArtifactView(done.sha256(), done.size());
    }

    private UploadView resume(String sha256, Path file, long size) {
        long reached = -1;
        int idle = 0;
        while (true) {
            try {
                UploadView upload = begin(sha256, size);
                idle = upload.offset() > reached ? 0 : idle;
                reached = Math.max(reached, upload.offset());
                UploadView after = upload.complete() ? upload : append(sha256, file, upload);
                if (after.complete()) {
                    return after;
                }
            } catch (Unreachable away) {
                if (++idle == TRIES_WITHOUT_PROGRESS) {
                    throw away;
                }
                rest();
            } catch (Refused refused) {
                if (!mayPass(refused) || ++idle == TRIES_WITHOUT_PROGRESS) {
                    throw refused;
                }
                rest();
            }
        }
    }

    /** An earlier request that still ran, bytes that were damaged on the way, or a proxy whose service is away. */
    private static boolean mayPass(Refused refused) {
        return refused.is("wrong-offset") || refused.is("hash-mismatch") || refused.isAway();
    }

    private UploadView begin(String sha256, long size) {
        HttpRequest begin = exchange.to("/api/v1/artifacts/" + sha256 + "/upload")
                .timeout(ANSWER_TIME)
                .header(UploadView.LENGTH_HEADER, Long.toString(size))
                .PUT(BodyPublishers.noBody())
                .build();
        return exchange.json(begin, UploadView.class);
    }

    private UploadView append(String sha256, Path file, UploadView upload) {
        FileTail rest = new FileTail(file, upload.offset(), upload.size());
        HttpRequest patch = exchange.to("/api/v1/artifacts/" + sha256 + "/upload")
                .timeout(TRANSFER_TIME)
                .header("Content-Type", UploadView.MEDIA_TYPE)
                .header(UploadView.OFFSET_HEADER, Long.toString(upload.offset()))
                .method("PATCH", rest.body())
                .build();
        return exchange.jsonMoving(patch, UploadView.class, rest::taken, silence.plus(Service.hashing(upload.size())));
    }

    private void rest() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted.");
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new Failure("The file " + file + " cannot be read: " + FileTrouble.of(e) + ".");
        }
    }
}
