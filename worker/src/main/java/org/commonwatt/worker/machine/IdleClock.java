package org.commonwatt.worker.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers, across restarts, when this machine last worked for Commonwatt. */
public final class IdleClock {

    private static final Logger LOG = LoggerFactory.getLogger(IdleClock.class);

    private final Path file;
    private final Instant joinedAt;
    private final Clock clock;

    /** @param file holds the moment as text; absent before the first work, when idleness counts from {@code joinedAt} */
    public IdleClock(Path file, Instant joinedAt, Clock clock) {
        this.file = file;
        this.joinedAt = joinedAt;
        this.clock = clock;
    }

    /** The machine worked until now. */
    public void worked() {
        try {
            Files.writeString(file, clock.instant().toString());
        } catch (IOException unwritable) {
            // A lost note makes the machine look idler than it is; nothing worse.
            LOG.warn("Could not note the end of work in {}: {}", file, unwritable.toString());
        }
    }

    /** Hours since the machine last worked, never below 0. */
    public double hours() {
        Duration idle = Duration.between(lastWorked(), clock.instant());
        return Math.max(0, idle.toMillis() / 3_600_000.0);
    }

    private Instant lastWorked() {
        try {
            return Instant.parse(Files.readString(file).strip());
        } catch (NoSuchFileException neverWorked) {
            return joinedAt;
        } catch (IOException | RuntimeException unreadable) {
            LOG.debug("Could not read {}", file, unreadable);
            return joinedAt;
        }
    }
}
