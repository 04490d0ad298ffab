package org.commonwatt.worker.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.protocol.artifact.Sha256;

/**
 * Downloaded artifacts, kept by hash so that the next run need not fetch them again. Every file is whole and verified:
 * a download goes to a {@code .part} file and is renamed once its hash is right. The least recently used files make
 * room for new ones. Whoever uses a file has a link of its own to it: such a file is not removed, which would free nothing.
 */
public final class ContentCache {

    private static final Logger LOG = LoggerFactory.getLogger(ContentCache.class);
    private static final int TRIES_AT_RIGHT_BYTES = 3;

    private final Path folder;
    private final Bounds bounds;
    private final ServiceClient service;
    private final Retries retries;
    private final Clock clock;
    private final Set<String> verified = new HashSet<>();
    /** Before Java 24 a virtual thread that waits within {@code synchronized} keeps its processor from all others. */
    private final ReentrantLock one = new ReentrantLock();

    /**
     * What the machine's owner lends.
     *
     * @param bytes what all files together may take; a single artifact may be larger only if alone
     * @param mayFetch whether so many bytes more may be fetched today
     */
    public record Bounds(LongSupplier bytes, LongPredicate mayFetch) {}

    public ContentCache(Path folder, Bounds bounds, ServiceClient service, Retries retries, Clock clock) {
        this.folder = folder;
        this.bounds = bounds;
        this.service = service;
        this.retries = retries;
        this.clock = clock;
    }

    /**
     * Brings an artifact, from here or from the service, and puts it at {@code target}.
     *
     * @param size its size in bytes
     * @param patience how long to keep trying while the service is away
     * @throws TransferSpent when the machine's owner lets no more be fetched today
     * @throws IOException when the disk does not take it, or the service keeps sending other bytes than the hash names
     */
    public void provide(String sha256, long size, Path target, Duration patience)
            throws ServiceException, IOException, InterruptedException {
        one.lockInterruptibly();
        try {
            provideAlone(sha256, size, target, patience);
        } finally {
            one.unlock();
        }
    }

    private void provideAlone(String sha256, long size, Path target, Duration patience)
            throws ServiceException, IOException, InterruptedException {
        Path cached = folder.resolve(sha256);
        if (!isWhole(cached, sha256, size)) {
            fetch(sha256, size, cached, patience);
        }
        Files.setLastModifiedTime(cached, FileTime.from(clock.instant()));
        Files.createDirectories(target.getParent());
        put(cached, target);
    }

    /** Whole or not at all, in the place of what an earlier life of the worker may have left there. */
    private static void put(Path cached, Path target) throws IOException {
        if (Files.exists(target) && Files.isSameFile(cached, target)) {
            return;
        }
        Path draft = target.resolveSibling(target.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        try {
            Files.createLink(draft, cached);
        } catch (UnsupportedOperationException | IOException noLinks) {
            Files.copy(cached, draft, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private boolean isWhole(Path cached, String sha256, long size) throws IOException {
        if (!Files.isRegularFile(cached)) {
            return false;
        }
        if (Files.size(cached) != size) {
            return false;
        }
        // Once in each of the worker's lives, as a disk may lose what it took.
        return verified.contains(sha256) || hasHash(cached, sha256);
    }

    private void fetch(String sha256, long size, Path cached, Duration patience)
            throws ServiceException, IOException, InterruptedException {
        Files.createDirectories(folder);
        Path part = folder.resolve(sha256 + ".part");
        if (!bounds.mayFetch().test(missing(size, part))) {
            throw new TransferSpent(size);
        }
        makeRoomFor(size, part);
        for (int tries = 1; ; tries++) {
            download(sha256, size, part, patience);
            if (size == 0 && !Files.exists(part)) {
                Files.createFile(part);
            }
            if (hasHash(part, sha256)) {
                Files.move(part, cached, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return;
            }
            Files.delete(part);
            if (tries == TRIES_AT_RIGHT_BYTES) {
                throw new IOException("the service sends other bytes than artifact " + sha256 + " has");
            }
        }
    }

    private void download(String sha256, long size, Path part, Duration patience)
            throws ServiceException, IOException, InterruptedException {
        try {
            retries.call("fetch artifact " + sha256, patience, () -> {
                requireSpace(size, part);
                service.download(sha256, size, part);
                return part;
            });
        } catch (UncheckedIOException full) {
            throw full.getCause();
        }
    }

    /** Asked before each try, as a disk that runs full meanwhile looks like a connection that breaks. */
    private void requireSpace(long size, Path part) {
        try {
            long missing = missing(size, part);
            if (Files.getFileStore(folder).getUsableSpace() < missing) {
                throw new IOException("the disk has no room for " + missing + " more bytes of data");
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static long missing(long size, Path part) throws IOException {
        return Math.max(0, size - (Files.exists(part) ? Files.size(part) : 0));
    }

    private boolean hasHash(Path file, String sha256) throws IOException {
        boolean right = Sha256.of(file).equals(sha256);
        if (right) {
            verified.add(sha256);
        }
        return right;
    }

    /** @param part what is there already of the artifact that is to come */
    private void makeRoomFor(long size, Path part) throws IOException {
        long limitBytes = bounds.bytes().getAsLong();
        List<Path> oldestFirst;
        try (Stream<Path> files = Files.list(folder)) {
            oldestFirst = files.filter(file -> !file.equals(part))
                    .sorted(Comparator.comparing(ContentCache::lastUsed))
                    .toList();
        }
        long total = size;
        for (Path file : oldestFirst) {
            total += Files.size(file);
        }
        for (Path file : oldestFirst) {
            if (total <= limitBytes) {
                break;
            }
            if (isInUse(file)) {
                continue;
            }
            total -= Files.size(file);
            verified.remove(file.getFileName().toString());
            Files.delete(file);
            LOG.info("Removed {} from the cache to keep it below {} bytes", file.getFileName(), limitBytes);
        }
    }

    private static boolean isInUse(Path file) {
        try {
            return (Integer) Files.getAttribute(file, "unix:nlink") > 1;
        } catch (UnsupportedOperationException | IllegalArgumentException | IOException uncountable) {
            // Without links everybody has a copy.
            return false;
        }
    }

    private static FileTime lastUsed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException unreadable) {
            return FileTime.fromMillis(0);
        }
    }
}
