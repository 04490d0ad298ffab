package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.net.URI;
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
import org.commonwatt.worker.limits.OwnerLimits;
import org.commonwatt.worker.sandbox.Protections;

/**
 * What a running worker says of itself, in a file for {@code worker status}.
 *
 * @param service the address at which it speaks to the service, or null from a worker that did not note it
 * @param activity what it does
 * @param detail why, or on what, for people; null where there is nothing to add
 * @param since when it began to do that
 * @param protections what keeps a trainer from the rest of the machine
 * @param step optimizer steps done of the present job, or null
 * @param totalSteps optimizer steps of the present job, or null
 * @param again when it may work again where that is a matter of time, or null
 * @param lent what the machine's owner lends
 */
record WorkerStatus(
        @Nullable URI service,
        Activity activity,
        @Nullable String detail,
        Instant since,
        Protections protections,
        @Nullable Long step,
        @Nullable Long totalSteps,
        @Nullable Instant again,
        Lent lent) {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerStatus.class);

    /**
     * The owner's side.
     *
     * @param limits in force
     * @param trouble what is wrong with their file as it is now, or null
     * @param noPowerCap why graphics processors are not held to the limits' power, or null
     * @param transferredToday bytes to and from the service today
     */
    record Lent(
            OwnerLimits limits,
            @Nullable String trouble,
            @Nullable String noPowerCap,
            long transferredToday) {}

    /** What a worker does. */
    enum Activity {
        /** Delivers what an earlier life left, and gives its tasks back. */
        HANDING_OVER,
        /** Asks the service for work. */
        WAITING,
        /** Can't reach the service. */
        SERVICE_AWAY,
        /** Does not ask for work, as the machine's owner does not want it now. */
        WITHHELD,
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
