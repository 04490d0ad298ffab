package org.commonwatt.worker.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

import org.commonwatt.protocol.Json;

/**
 * Counts a day's bytes to and from the service, across restarts. The bodies of requests and answers are counted, not what
 * the network adds to them.
 */
public final class TransferMeter {

    private static final Logger LOG = LoggerFactory.getLogger(TransferMeter.class);

    /** Bytes after which the count is written down: as many are forgotten when the worker is killed. */
    private static final long GRAIN = 1 << 20;

    private final Path file;
    private final Supplier<ZoneId> zone;
    private final Clock clock;
    private Count count;
    private long written;

    /**
     * What lies in the file.
     *
     * @param day which it counts
     * @param bytes of the day
     * @param tooLittle the highest limit of the day that allowed less than was wanted, in bytes, or null
     */
    private record Count(
            LocalDate day, long bytes, @Nullable Long tooLittle) {}

    /** @param zone whose midnight begins a day, as it is now */
    public TransferMeter(Path file, Supplier<ZoneId> zone, Clock clock) {
        this.file = file;
        this.zone = zone;
        this.clock = clock;
        Count before = load(file);
        this.count = before == null ? new Count(date(), 0, null) : before;
        this.written = count.bytes();
    }

    /** So many bytes more were moved; from any thread. */
    public synchronized void moved(long bytes) {
        turnDay();
        count = new Count(count.day(), count.bytes() + bytes, count.tooLittle());
        if (count.bytes() - written >= GRAIN) {
            save();
        }
    }

    /**
     * Whether so many bytes more stay within the limit. If not, the day counts as spent under this limit and lower ones: asking
     * for less would not help whoever needs as many.
     */
    public synchronized boolean allows(long bytes, @Nullable Long perDay) {
        turnDay();
        if (perDay == null || count.bytes() + bytes <= perDay) {
            return true;
        }
        Long before = count.tooLittle();
        count = new Count(count.day(), count.bytes(), before == null ? perDay : Math.max(before, perDay));
        save();
        return false;
    }

    /** The day so far. */
    public synchronized Circumstances.Transferred today() {
        turnDay();
        return new Circumstances.Transferred(
                count.bytes(),
                count.tooLittle(),
                count.day().plusDays(1).atStartOfDay(zone.get()).toInstant());
    }

    /** Writes down what was counted last. */
    public synchronized void save() {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.write(draft, Json.mapper().writeValueAsBytes(count));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            written = count.bytes();
        } catch (IOException unwritable) {
            LOG.warn("Could not note the day's transfer in {}: {}", file, unwritable.toString());
        }
    }

    private void turnDay() {
        LocalDate today = date();
        if (!count.day().equals(today)) {
            count = new Count(today, 0, null);
            written = 0;
        }
    }

    private LocalDate date() {
        return LocalDate.ofInstant(clock.instant(), zone.get());
    }

    private static @Nullable Count load(Path file) {
        try {
            return Files.exists(file) ? Json.mapper().readValue(Files.readAllBytes(file), Count.class) : null;
        } catch (IOException | JacksonException unreadable) {
            LOG.warn("The day's transfer in {} can't be read and counts as none: {}", file, unreadable.toString());
            return null;
        }
    }
}
