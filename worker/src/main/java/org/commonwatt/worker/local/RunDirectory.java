package org.commonwatt.worker.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.commonwatt.protocol.Json;
import org.commonwatt.worker.machine.Printable;
import org.commonwatt.worker.run.FolderTree;

/**
 * The folder of one local run: {@code run.json} (what it is, see {@link RunNote}), {@code metrics.jsonl},
 * {@code checkpoint/step-N.safetensors} (the newest alone), and at the end {@code model.safetensors} and {@code card.md}.
 * The model comes last, whole or not at all: where it lies, the run is finished.
 */
record RunDirectory(Path path) {

    private static final Pattern CHECKPOINT = Pattern.compile("step-([0-9]+)\\.safetensors");

    Path model() {
        return path.resolve("model.safetensors");
    }

    Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    Path card() {
        return path.resolve("card.md");
    }

    /** The trainer's own folder, which is gone when the command ends. */
    Path work() {
        return path.resolve(".work");
    }

    private Path checkpoints() {
        return path.resolve("checkpoint");
    }

    private Path noteFile() {
        return path.resolve("run.json");
    }

    boolean isFinished() {
        return Files.isRegularFile(model());
    }

    /** A checkpoint and the steps that were done when it was written. */
    record Checkpoint(Path file, long step) {}

    /**
     * Keeps other commands from training into this folder, until what is returned is closed or the process ends, however it
     * ends.
     *
     * @throws Trouble when another command does so now
     */
    FileChannel claim() throws IOException, Trouble {
        Files.createDirectories(path);
        FileChannel channel =
                FileChannel.open(path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new Trouble(
                    path + " is being trained into by another command. Wait for it, or train into another folder"
                            + " with -o; nothing was changed.");
        }
        return channel;
    }

    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        } catch (IOException unable) {
            // Some file systems of networks know no locks: runs in them are only as safe as their owner is careful.
            return true;
        }
    }

    /** What the run is, or null where the folder holds none. */
    @Nullable
    RunNote note() throws IOException, Trouble {
        if (!Files.isRegularFile(noteFile())) {
            return null;
        }
        try {
            return Json.mapper().readValue(Files.readAllBytes(noteFile()), RunNote.class);
        } catch (JacksonException damaged) {
            throw new Trouble(noteFile() + " is damaged; train into another folder with -o.");
        }
    }

    void write(RunNote note) throws IOException {
        replace(noteFile(), Json.mapper().writeValueAsBytes(note));
    }

    void writeCard(String text) throws IOException {
        replace(card(), text.getBytes(StandardCharsets.UTF_8));
    }

    private void replace(Path file, byte[] bytes) throws IOException {
        Path draft = path.resolve("." + file.getFileName() + ".draft");
        Files.write(draft, bytes);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes an empty folder for the trainer. */
    void prepare() throws IOException {
        clear();
        Files.createDirectories(work());
        Files.createDirectories(checkpoints());
    }

    /** Removes the trainer's folder. */
    void clear() throws IOException {
        FolderTree.deleteIfExists(work());
    }

    Optional<Checkpoint> newestCheckpoint() throws IOException {
        return checkpointFiles().stream().max(Comparator.comparingLong(Checkpoint::step));
    }

    private List<Checkpoint> checkpointFiles() throws IOException {
        if (!Files.isDirectory(checkpoints())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(checkpoints())) {
            return files.flatMap(file -> {
                        Matcher name = CHECKPOINT.matcher(String.valueOf(file.getFileName()));
                        return name.matches()
                                ? Stream.of(new Checkpoint(file, Long.parseLong(name.group(1))))
                                : Stream.empty();
                    })
                    .toList();
        }
    }

    /** Takes over a checkpoint that lies whole in the trainer's folder, and removes older ones. */
    void adopt(String file, long step) throws IOException {
        Path target = checkpoints().resolve("step-" + step + ".safetensors");
        Files.move(ofTrainer(file), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        for (Checkpoint other : checkpointFiles()) {
            if (other.step() != step) {
                Files.deleteIfExists(other.file());
            }
        }
    }

    /** Takes over the finished model. */
    void finish(String file) throws IOException {
        Files.move(ofTrainer(file), model(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What a trainer names is moved, so it has to be a file of the trainer's own folder, and no link. */
    private Path ofTrainer(String file) throws IOException {
        Path work = work().toRealPath();
        Path given = FolderTree.directlyIn(work, file);
        if (given == null || !Files.isRegularFile(given, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("the trainer names " + Printable.line(file) + ", which is no file of its folder");
        }
        return given;
    }
}
