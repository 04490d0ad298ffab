package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

import org.commonwatt.protocol.Json;

/**
 * What a running worker says of itself, in a file for {@code worker status}.
 *
 * @param activity what it does
 * @param detail why, or on what, for people; null where there is nothing to add
 * @param since when it began to do that
 * @param protections what keeps a trainer from the rest of the machine
 * @param step optimizer steps done of the present job, or null
 * @param totalSteps optimizer steps of the present job, or null
 */
record WorkerStatus(
        Activity activity,
        @Nullable String detail,
        Instant since,
        String protections,
        @Nullable Long step,
        @Nullable Long totalSteps) {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerStatus.class);

    /** What a worker does. */
    enum Activity {
        /** Delivers what an earlier life left, and gives its tasks back. */
        HANDING_OVER,
        /** Asks the service for work. */
        WAITING,
        /** Can't reach the service. */
        SERVICE_AWAY,
        /** Runs a job. */
        WORKING,
        /** Ended as asked. */
        STOPPED
    }

    void save(Path file) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.write(draft, Json.mapper().writeValueAsBytes(this));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            LOG.warn("Could not write {}: {}", file, unwritable.toString());
        }
    }

    static Optional<WorkerStatus> load(Path file) {
        try {
            return Optional.of(Json.mapper().readValue(Files.readAllBytes(file), WorkerStatus.class));
        } catch (IOException | JacksonException absent) {
            LOG.debug("No status in {}", file, absent);
            return Optional.empty();
        }
    }
}
