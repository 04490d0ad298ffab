package org.commonwatt.chaos.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The system's clock, shifted by what a file says in whole milliseconds; looked up ten times a second at most. */
final class ShiftedClock extends Clock {

    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(100).toNanos();

    private final Path file;
    private volatile Duration shift;
    private volatile long looked;

    ShiftedClock(Path file) {
        this.file = file;
        this.shift = read(file);
        this.looked = System.nanoTime();
    }

    @Override
    public Instant instant() {
        long now = System.nanoTime();
        if (now - looked > LOOK_EVERY_NANOS) {
            shift = read(file);
            looked = now;
        }
        return Instant.now().plus(shift).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the service counts in UTC");
    }

    private static Duration read(Path file) {
        try {
            return Duration.ofMillis(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
