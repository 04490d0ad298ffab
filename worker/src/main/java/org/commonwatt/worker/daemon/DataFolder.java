package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.machine.FileTrouble;
import org.commonwatt.protocol.machine.OwnerOnly;
import org.commonwatt.worker.machine.DataRoot;

/** Where the worker keeps what it must remember: the folder {@code worker} in the data folder. */
record DataFolder(Path worker) {

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

    /** Makes sure that this is the folder's only running worker, until the lock is closed or the process ends. */
    FileLock lock() throws Complaint {
        create();
        Path file = worker.resolve("lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            channel.close();
        } catch (IOException cannot) {
            throw notLocked(file, FileTrouble.of(cannot));
        } catch (OverlappingFileLockException held) {
            throw notLocked(file, "this process holds it");
        }
        throw new Complaint(
                Complaint.Code.MACHINE,
                "A worker runs with " + worker
                        + " already: stop it first, or give this one its own folder with --data.");
    }

    private static Complaint notLocked(Path file, String why) {
        return new Complaint(Complaint.Code.MACHINE, "The file " + file + " can't be locked: " + why + ".");
    }

    /** Whether a worker runs with this folder now. */
    boolean isInUse() {
        try (FileLock free = lock()) {
            free.channel().close();
            return false;
        } catch (Complaint held) {
            return true;
        } catch (IOException unclear) {
            return false;
        }
    }
}
