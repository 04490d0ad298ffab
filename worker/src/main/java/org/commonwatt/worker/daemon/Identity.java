package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.commonwatt.protocol.Json;

/**
 * Who this machine is to a service, kept in a file that only its owner can read.
 *
 * @param service the service's address
 * @param name what the machine's owner calls it
 * @param token reaches the node's own leases, and nothing else
 * @param zone the electricity zone that the owner named on joining, or null; the limits file comes first
 */
record Identity(
        URI service,
        UUID nodeId,
        String name,
        String token,
        Instant joinedAt,
        @Nullable String zone) {

    static Optional<Identity> load(Path file) throws Complaint {
        try {
            return Optional.of(Json.mapper().readValue(Files.readAllBytes(file), Identity.class));
        } catch (NoSuchFileException neverJoined) {
            return Optional.empty();
        } catch (IOException | JacksonException unreadable) {
            throw new Complaint(
                    Complaint.Code.IDENTITY,
                    "This machine's identity in " + file + " can't be read (" + unreadable.getMessage()
                            + "): remove the file and join again.");
        }
    }

    void save(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(draft, Json.mapper().writeValueAsBytes(this));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The same machine, with its service at another address than that of joining. */
    Identity at(URI address) {
        return new Identity(address, nodeId, name, token, joinedAt, zone);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return name + " (" + nodeId + ") of " + service;
    }
}
