package org.commonwatt.api.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    Path path(String name) {
        return folder.resolve(name);
    }

    /** A new file, locked until it is closed. */
    FileChannel open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("An unfinished upload is left behind: {}", e.getMessage());
        }
    }

    void removeAbandoned() {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.stream().filter(StagingFolder::isAbandoned).forEach(this::remove);
    }

    private static boolean isAbandoned(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // this process writes it
        } catch (IOException e) {
            log.debug("Can't look at {}", file, e);
            return false;
        }
    }
}
