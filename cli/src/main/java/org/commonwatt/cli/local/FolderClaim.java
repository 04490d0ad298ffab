package org.commonwatt.cli.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.commonwatt.cli.client.RunningNote;
import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.machine.FileTrouble;

/**
 * The right of one {@code up} or {@code demo} to run on a data folder. The operating system takes it back when the
 * process dies; the note beside it then tells the next holder which children may still be on their way out.
 */
final class FolderClaim implements AutoCloseable {

    private static final Duration CHILDREN_END = Duration.ofSeconds(25);
    private static final Duration FORCED_END = Duration.ofSeconds(5);

    private final DataFolder data;
    private final FileChannel channel;

    private FolderClaim(DataFolder data, FileChannel channel) {
        this.data = data;
        this.channel = channel;
    }

    /** Takes the folder, once what an earlier holder left behind is gone. */
    static FolderClaim take(DataFolder data, Consumer<String> says) {
        data.make();
        try {
            FileChannel channel = FileChannel.open(
                    data.root().resolve("commonwatt.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel) == null) {
                channel.close();
                throw taken(data);
            }
            FolderClaim claim = new FolderClaim(data, channel);
            claim.awaitLeftovers(says);
            return claim;
        } catch (IOException e) {
            throw new Failure("The data folder " + data.root() + " cannot be used: " + FileTrouble.of(e) + ".");
        }
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Failure taken(DataFolder data) {
        String where = RunningNote.read(data)
                .map(note -> " at " + note.url() + " (process "
                        + note.processes().getFirst().pid() + ")")
                .orElse("");
        return new Failure("A Commonwatt already runs on the data folder " + data.root() + where
                + ". Stop that one, or choose another folder with --data DIR.");
    }

    private void awaitLeftovers(Consumer<String> says) {
        List<ProcessHandle> left = RunningNote.readAny(data).stream()
                .flatMap(note -> note.processes().stream())
                .flatMap(member -> member.alive().stream())
                .toList();
        if (!left.isEmpty()) {
            says.accept("Waiting for what an earlier run left behind to end ...");
        }
        for (ProcessHandle process : left) {
            if (!ends(process, CHILDREN_END)) {
                List<ProcessHandle> family = process.descendants().toList();
                process.destroyForcibly();
                family.forEach(ProcessHandle::destroyForcibly);
                ends(process, FORCED_END);
            }
        }
    }

    private static boolean ends(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new Failure("Interrupted.");
        }
    }

    /** Notes which processes run for this folder from now on. */
    void note(String url, List<RunningNote.Member> members) {
        try {
            new RunningNote(url, members).write(data);
        } catch (IOException e) {
            throw new Failure("The data folder " + data.root() + " cannot be written to: " + FileTrouble.of(e) + ".");
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(data.running());
            channel.close();
        } catch (IOException e) {
            // The next holder finds a note of processes that have ended, and the lock ends with this process.
        }
    }
}
