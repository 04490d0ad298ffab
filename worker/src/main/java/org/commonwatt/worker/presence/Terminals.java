package org.commonwatt.worker.presence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.worker.limits.Circumstances.Input;

/**
 * Terminals, those of remote logins too: their access time is when somebody's keys were last read, as {@code w} shows it. The
 * kernel notes it to within 8 s.
 */
final class Terminals implements OwnerInput {

    private static final Logger LOG = LoggerFactory.getLogger(Terminals.class);

    private final Path devices;
    private final Instant bootedAt;
    private final Clock clock;

    /**
     * @param devices the folder {@code /dev}
     * @param bootedAt a terminal that was not touched since then was never touched by the owner
     */
    Terminals(Path devices, Instant bootedAt, Clock clock) {
        this.devices = devices;
        this.bootedAt = bootedAt;
        this.clock = clock;
    }

    @Override
    public Optional<Input> last() {
        Instant newest = bootedAt;
        String name = "no terminal was used since the system started";
        try (Stream<Path> consoles = terminals(devices, "tty[0-9]{1,3}");
                Stream<Path> logins = terminals(devices.resolve("pts"), "[0-9]{1,9}")) {
            for (Path terminal : Stream.concat(consoles, logins).toList()) {
                Instant used = lastUsed(terminal);
                if (used.isAfter(newest)) {
                    newest = used;
                    name = "terminal " + devices.relativize(terminal);
                }
            }
        } catch (IOException unreadable) {
            LOG.debug("Terminals can't be looked at", unreadable);
            return Optional.empty();
        }
        Duration ago = Duration.between(newest, clock.instant());
        return Optional.of(new Input(ago.isNegative() ? Duration.ZERO : ago, name));
    }

    private static Stream<Path> terminals(Path folder, String names) throws IOException {
        try {
            return Files.list(folder)
                    .filter(file -> file.getFileName().toString().matches(names));
        } catch (NoSuchFileException | NotDirectoryException none) {
            return Stream.empty();
        }
    }

    private static Instant lastUsed(Path terminal) {
        try {
            return Files.readAttributes(terminal, BasicFileAttributes.class)
                    .lastAccessTime()
                    .toInstant();
        } catch (IOException closed) {
            return Instant.MIN;
        }
    }
}
