package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.machine.FileTrouble;
import org.commonwatt.protocol.machine.OwnerOnly;
import org.commonwatt.worker.machine.DataRoot;

/** Where the worker keeps what it must remember: the folder {@code worker} in the data folder. */
record DataFolder(Path worker) {

    private static final int MOST_TRIES = 30;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    /**
     * The worker's part of a data folder.
     *
     * @param given by option, or null to take {@code COMMONWATT_DATA} or the user's own data folder
     */
    static DataFolder of(@Nullable Path given) {
        return new DataFolder(DataRoot.of(given).resolve("worker"));
    }

    Path identity() {
        return worker.resolve("node.json");
    }

    Path limits() {
        return worker.resolve("worker.yaml");
    }

    /** What the owner said by {@code resume}, {@code finish} or {@code pause}. */
    Path wish() {
        return worker.resolve("wish.json");
    }

    /** Bytes moved today. */
    Path transfer() {
        return worker.resolve("transfer.json");
    }

    Path cache() {
        return worker.resolve("cache");
    }

    Path engine() {
        return worker.resolve("engine");
    }

    Path runs() {
        return worker.resolve("runs");
    }

    Path claimKey() {
        return worker.resolve("claim-key");
    }

    Path lastWorked() {
        return worker.resolve("last-worked");
    }

    Path idlePower() {
        return worker.resolve("idle-power.json");
    }

    Path status() {
        return worker.resolve("status.json");
    }

    void create() throws Complaint {
        try {
            OwnerOnly.makeFolder(worker);
        } catch (IOException cannot) {
            throw new Complaint(
                    Complaint.Code.MACHINE,
                    "The folder " + worker + " can't be made (" + FileTrouble.of(cannot)
                            + "): choose another one with --data.");
        }
    }

    /** Makes sure that something can be kept in the folder, before something that can't be had again is to be kept there. */
    void requireWritable() throws Complaint {
        create();
        try {
            Files.delete(Files.createTempFile(worker, "try", null));
        } catch (IOException cannot) {
            throw new Complaint(
                    Complaint.Code.MACHINE,
                    "Nothing can be written to the folder " + worker + " (" + FileTrouble.of(cannot)
                            + "): choose another one with --data.");
        }
    }

    /**
     * Makes sure that this is the folder's only running worker, until the lock is closed or the process ends. Commands that look
     * whether one runs hold it for a moment, which is waited for.
     */
    FileLock lock() throws Complaint {
        for (int tries = 1; ; tries++) {
            FileLock lock = tryLock();
            if (lock != null) {
                return lock;
            }
            if (tries == MOST_TRIES || isInterruptedWhileWaiting()) {
                throw new Complaint(
                        Complaint.Code.MACHINE,
                        "A worker runs with " + worker
                                + " already: stop it first, or give this one its own folder with --data.");
            }
        }
    }

    private static boolean isInterruptedWhileWaiting() {
        try {
            Thread.sleep(BETWEEN_TRIES);
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The lock, or null where somebody holds it. */
    private @Nullable FileLock tryLock() throws Complaint {
        create();
        Path file = worker.resolve("lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            channel.close();
            return null;
        } catch (OverlappingFileLockException byThisProcess) {
            // The channel stays open: to close any of a file's ends all of a process's locks on it.
            return null;
        } catch (IOException cannot) {
            throw new Complaint(
                    Complaint.Code.MACHINE, "The file " + file + " can't be locked: " + FileTrouble.of(cannot) + ".");
        }
    }

    /** Whether a worker runs with this folder now. */
    boolean isInUse() {
        try {
            FileLock free = tryLock();
            if (free == null) {
                return true;
            }
            free.channel().close();
            return false;
        } catch (Complaint held) {
            return true;
        } catch (IOException unclear) {
            return false;
        }
    }
}
