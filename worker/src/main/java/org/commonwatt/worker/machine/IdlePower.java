package org.commonwatt.worker.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

import org.commonwatt.protocol.Json;
import org.commonwatt.worker.machine.EnergySensor.Part;

/**
 * What the machine draws when it does nothing: the mean over a stretch of at least five minutes without work of ours and
 * with its processors all but unused. Kept over restarts, and measured anew whenever there is such a stretch.
 */
final class IdlePower {

    private static final Logger LOG = LoggerFactory.getLogger(IdlePower.class);

    /** A shorter stretch says too little. */
    static final Duration LEAST = Duration.ofMinutes(5);

    /** Above this share of its processors in use, a machine is not idle. */
    static final double MOST_LOAD = 0.05;

    /** A measurement from before that may be another system's on the same machine. */
    private static final Duration HOLDS = Duration.ofDays(30);

    private final Path file;
    private final Clock clock;
    private final Map<Part, Measured> measured;
    private final Map<Part, Begun> begun = new EnumMap<>(Part.class);

    /**
     * A measurement.
     *
     * @param watts mean power in W
     * @param seconds how long it took
     * @param at when it ended
     */
    record Measured(double watts, double seconds, Instant at) {}

    private record Begun(double joules, long nanos, long unbrokenSince) {}

    /** @param file keeps the measurements; need not be there */
    IdlePower(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.measured = read(file);
    }

    /** The measured idle power of a part; null where there is none that still holds. */
    synchronized @Nullable Measured of(Part part) {
        Measured known = measured.get(part);
        return known != null && known.at().plus(HOLDS).isAfter(clock.instant()) ? known : null;
    }

    /** The machine is not idle: stretches that were begun end without a measurement. */
    synchronized void busy() {
        begun.clear();
    }

    /** The machine has been idle since the last look. */
    synchronized void idle(Iterable<EnergySensor> sensors, long nanos) {
        for (EnergySensor sensor : sensors) {
            OptionalDouble joules = sensor.joules();
            Begun start = begun.get(sensor.part());
            if (joules.isEmpty()) {
                begun.remove(sensor.part());
            } else if (start == null || sensor.unbrokenSince() != start.unbrokenSince()) {
                begun.put(sensor.part(), new Begun(joules.getAsDouble(), nanos, sensor.unbrokenSince()));
            } else {
                stretch(sensor.part(), start, joules.getAsDouble(), nanos);
            }
        }
    }

    private void stretch(Part part, Begun start, double joules, long nanos) {
        Duration length = Duration.ofNanos(nanos - start.nanos());
        if (length.compareTo(LEAST) < 0) {
            return;
        }
        double seconds = length.toNanos() / 1e9;
        Measured now = new Measured((joules - start.joules()) / seconds, seconds, clock.instant());
        Measured before = measured.put(part, now);
        if (before == null || length.compareTo(LEAST.multipliedBy(2)) > 0) {
            LOG.debug("Idle, {} draws {} W", part, now.watts());
            write();
            // A new stretch, so that a machine that is idle for days knows how much it drew lately.
            begun.put(part, new Begun(joules, nanos, start.unbrokenSince()));
        }
    }

    private void write() {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.write(draft, Json.mapper().writeValueAsBytes(measured));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            LOG.warn("Could not keep the idle power in {}: {}", file, unwritable.toString());
        }
    }

    private static Map<Part, Measured> read(Path file) {
        Map<Part, Measured> known = new EnumMap<>(Part.class);
        try {
            known.putAll(
                    Json.mapper().readValue(Files.readAllBytes(file), new TypeReference<Map<Part, Measured>>() {}));
        } catch (NoSuchFileException none) {
            LOG.debug("No idle power was measured yet");
        } catch (IOException | JacksonException unreadable) {
            LOG.warn("The idle power in {} can't be read and is measured anew: {}", file, unreadable.toString());
        }
        return known;
    }
}
