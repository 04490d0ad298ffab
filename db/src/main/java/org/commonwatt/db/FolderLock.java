package org.commonwatt.db;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/** One process at a time may use a data folder. The system lets go of the lock when a process dies, however it dies. */
final class FolderLock {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws DatabaseUnavailable when another process has it */
    static FolderLock take(Path dataFolder) {
        Path file = dataFolder.resolve("postgres.lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new DatabaseUnavailable(
                        "The data folder " + dataFolder + " is in use by another Commonwatt service" + holder(file)
                                + ". Stop that one, or choose another folder with COMMONWATT_DATA.");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new DatabaseUnavailable("The data folder " + dataFolder + " can't be locked: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    private static String holder(Path file) {
        try {
            String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return pid.isEmpty() ? "" : " (process " + pid + ")";
        } catch (IOException e) {
            return "";
        }
    }

    boolean isReleased() {
        return !channel.isOpen();
    }

    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DatabaseUnavailable("The data folder's lock can't be released: " + e.getMessage(), e);
        }
    }
}
