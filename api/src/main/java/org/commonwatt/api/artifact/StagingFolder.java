package org.commonwatt.api.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.api.artifact.ArtifactStore.Staged;

/** Files of uploads under way. Each is locked by who writes it, so what can be locked is a dead process's and can go. */
final class StagingFolder {

    private static final Logger log = LoggerFactory.getLogger(StagingFolder.class);

    private final Path folder;

    StagingFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for uploads can't be made: " + folder, e);
        }
    }

    /** A file that is being written, locked until it is closed; closing removes it unless it was moved away. */
    record Draft(Path file, FileChannel channel) implements AutoCloseable {

        /** The same file once its bytes are known to be whole. */
        Staged whole(Sha256 name, long size) {
            return new StagedFile(file, name, size, this::close);
        }

        @Override
        public void close() {
            try (channel) {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                log.warn("An unfinished upload is left behind: {}", e.getMessage());
            }
        }
    }

    /** A new file. */
    Draft open() {
        try {
            while (true) {
                Path file = folder.resolve(UUID.randomUUID().toString());
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                if (locked(channel) && Files.exists(file)) {
                    return new Draft(file, channel);
                }
                // Who looked for abandoned files came before the lock, and removes it.
                channel.close();
            }
        } catch (IOException e) {
            throw Copying.refusal(e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            channel.lock();
            return true;
        } catch (OverlappingFileLockException looking) {
            return false;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Removes what dead processes left.
     *
     * @param before in ms since 1970; spares files written since
     */
    void removeAbandoned(long before) {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.stream().filter(file -> file.toFile().lastModified() < before).forEach(StagingFolder::removeIfAbandoned);
    }

    private static void removeIfAbandoned(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(file);
            }
        } catch (OverlappingFileLockException | NoSuchFileException e) {
            log.debug("{} is in use or gone", file);
        } catch (IOException e) {
            log.warn("An unfinished upload is left behind: {}", e.getMessage());
        }
    }
}
