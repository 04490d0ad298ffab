package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The idempotency key under which the node claims its next lease. It is on the disk before it is first used and is
 * forgotten only once the lease's folder is written: a crash in between asks again with the same key and gets the same lease.
 */
final class ClaimKey {

    private final Path file;

    ClaimKey(Path file) {
        this.file = file;
    }

    UUID current() throws IOException {
        try {
            return UUID.fromString(Files.readString(file).strip());
        } catch (NoSuchFileException | IllegalArgumentException none) {
            UUID fresh = UUID.randomUUID();
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.writeString(draft, fresh.toString());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return fresh;
        }
    }

    void used() throws IOException {
        Files.deleteIfExists(file);
    }
}
