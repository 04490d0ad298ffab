package org.commonwatt.api.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.artifact.ArtifactStore.DamagedBytes;

import static java.io.OutputStream.nullOutputStream;

/**
 * Hashes files before they are given out. A file that matched is trusted for a while unless it changed, so that who
 * fetches a large one in pieces does not have it hashed for each of them.
 */
final class Verification {

    private static final int MOST_REMEMBERED = 10_000;

    private final Path damaged;
    private final long trustNanos;
    private final Map<Sha256, Seen> seen = new ConcurrentHashMap<>();

    /**
     * @param damaged where files go that don't match
     * @param trust how long a file that matched is not hashed again
     */
    Verification(Path damaged, Duration trust) {
        this.damaged = damaged;
        this.trustNanos = trust.toNanos();
    }

    private record Identity(
            long size, FileTime changed, @Nullable Object key) {

        static Identity of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Identity(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        }
    }

    private record Seen(Identity identity, long nanoTime) {}

    /**
     * Returns where the file matches.
     *
     * @throws DamagedBytes when it does not
     * @throws NoSuchFileException when there is none
     */
    void require(Path file, Sha256 name) throws IOException {
        Identity identity = Identity.of(file);
        Seen before = seen.get(name);
        if (before != null
                && before.identity().equals(identity)
                && System.nanoTime() - before.nanoTime() < trustNanos) {
            return;
        }
        Sha256 found = hash(file);
        if (found.equals(name)) {
            remember(name, identity);
            return;
        }
        seen.remove(name);
        throw new DamagedBytes(
                "the " + identity.size() + " stored bytes of artifact " + name + " hash to " + found, identity);
    }

    /** Moves a file that did not match out of the way; false when another has taken its place. */
    boolean setAside(Path file, Sha256 name, DamagedBytes found) throws IOException {
        try {
            if (!Identity.of(file).equals(found.identity())) {
                return false;
            }
            Files.createDirectories(damaged);
            Files.move(file, damaged.resolve(name + "." + UUID.randomUUID()), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException gone) {
            return true;
        }
    }

    private void remember(Sha256 name, Identity identity) {
        if (seen.size() >= MOST_REMEMBERED) {
            seen.clear();
        }
        seen.put(name, new Seen(identity, System.nanoTime()));
    }

    private static Sha256 hash(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(bytes, Sha256.digest())) {
            digested.transferTo(nullOutputStream());
            return Sha256.of(digested.getMessageDigest().digest());
        }
    }
}
