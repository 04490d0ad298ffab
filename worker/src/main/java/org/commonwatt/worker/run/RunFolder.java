package org.commonwatt.worker.run;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.worker.client.Delivery;
import org.commonwatt.worker.client.Outbox;
import org.commonwatt.worker.machine.Printable;

/**
 * Where a run lives on the disk: {@code grant.json}, {@code diary.json}, {@code inputs/} (read only to the trainer),
 * {@code work/} (the trainer's own), {@code outbox/}, and {@code kept/} with the newest checkpoint. A folder without a grant is what a crash left of making or removing one.
 */
public record RunFolder(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

    /** Makes the folder of a new lease; the grant's bytes are on the disk when this returns, and a power cut tears none of them. */
    public static RunFolder create(Path runs, LeaseGrant grant) throws IOException {
        RunFolder folder = new RunFolder(runs.resolve(grant.id().toString()));
        Files.createDirectories(folder.inputs());
        Files.createDirectories(folder.work());
        Files.createDirectories(folder.outbox());
        Path draft = folder.path.resolve("grant.draft");
        // Not by a channel: whoever interrupts this thread to stop the worker would close it.
        try (FileOutputStream out = new FileOutputStream(draft.toFile())) {
            out.write(Json.mapper().writeValueAsBytes(grant));
            out.getFD().sync();
        }
        Files.move(draft, folder.grantFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return folder;
    }

    /** Leaves nothing to do for the lease but to give it back. */
    public void giveBack(LeaseGrant grant, Release.Reason reason) throws IOException {
        Outbox.open(outbox(), Outbox.Bounds.NONE)
                .add(new Delivery.Released(new Release(grant.epoch(), reason, diary().energy())));
    }

    /** Makes the folder of a run that was cut off fit to go on. */
    public void prepareToResume() throws IOException {
        FolderTree.deleteIfExists(work());
        Files.createDirectories(work());
        Files.createDirectories(inputs());
        write(diary().resumed());
    }

    /** Folders that an earlier life of the worker left behind. */
    public static List<RunFolder> leftIn(Path runs) throws IOException {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(Files::isDirectory).map(RunFolder::new).toList();
        }
    }

    /** The lease's grant, or null where none was written or it can't be read. */
    public @Nullable LeaseGrant grant() throws IOException {
        try {
            return Json.mapper().readValue(Files.readAllBytes(grantFile()), LeaseGrant.class);
        } catch (NoSuchFileException unfinished) {
            return null;
        } catch (JacksonException torn) {
            LOG.error(
                    "The grant in {} can't be read, so the lease ends by itself and what is left of it is lost: {}",
                    path,
                    torn.getOriginalMessage());
            return null;
        }
    }

    /** What the run must remember. */
    Diary diary() throws IOException {
        try {
            return Json.mapper().readValue(Files.readAllBytes(diaryFile()), Diary.class);
        } catch (NoSuchFileException none) {
            return Diary.BLANK;
        } catch (JacksonException torn) {
            LOG.warn("The diary in {} can't be read: {}", path, torn.getOriginalMessage());
            return Diary.LOST;
        }
    }

    void write(Diary diary) throws IOException {
        Path draft = path.resolve("diary.draft");
        Files.write(draft, Json.mapper().writeValueAsBytes(diary));
        Files.move(draft, diaryFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** When the run last left a sign of life on the disk. */
    Instant lastWritten() throws IOException {
        Path newest = Files.exists(diaryFile()) ? diaryFile() : grantFile();
        return Files.getLastModifiedTime(newest).toInstant();
    }

    /** Whether the end of the run waits to be delivered. */
    boolean hasEnd() throws IOException {
        return Outbox.open(outbox(), Outbox.Bounds.NONE).hasEnd();
    }

    /** Keeps a checkpoint of the outbox beside it, so that it is still here once it is delivered; earlier ones go. */
    void keep(Path checkpoint, long step) throws IOException {
        Files.createDirectories(kept());
        Path kept = kept().resolve(step + ".safetensors");
        Files.deleteIfExists(kept);
        try {
            Files.createLink(kept, checkpoint);
        } catch (UnsupportedOperationException | IOException noLinks) {
            LOG.debug("This disk has no links, so the checkpoint of step {} is not kept: {}", step, noLinks.toString());
            return;
        }
        try (Stream<Path> all = Files.list(kept())) {
            for (Path other : all.filter(file -> !file.equals(kept)).toList()) {
                Files.delete(other);
            }
        }
    }

    /** A checkpoint that is kept. */
    record Kept(long step, Path file) {}

    /** The newest checkpoint that is kept. */
    Optional<Kept> newestKept() throws IOException {
        if (!Files.isDirectory(kept())) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(kept())) {
            return all.filter(file -> file.getFileName().toString().matches("[0-9]{1,18}\\.safetensors"))
                    .map(file -> new Kept(
                            Long.parseLong(file.getFileName().toString().replaceAll("\\..*", "")), file))
                    .max(Comparator.comparingLong(Kept::step));
        }
    }

    private Path kept() {
        return path.resolve("kept");
    }

    private Path diaryFile() {
        return path.resolve("diary.json");
    }

    Path inputs() {
        return path.resolve("inputs");
    }

    Path work() {
        return path.resolve("work");
    }

    Path outbox() {
        return path.resolve("outbox");
    }

    /**
     * Moves a file of the trainer's to the outbox. What it is counts only there, where the trainer can no longer change it: the
     * worker reads files that the trainer may not, and would follow a link to them.
     *
     * @param file as the trainer names it; it has to lie in its folder itself, not in one therein
     * @param name its name in the outbox
     * @return where it lies now, or null if it is no such file
     */
    @Nullable
    Path adopt(String file, String name) throws IOException {
        Path work = work().toRealPath();
        Path given = FolderTree.directlyIn(work, file);
        Path adopted = outbox().resolve(name);
        if (given != null && Files.exists(given, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(given, adopted, StandardCopyOption.REPLACE_EXISTING);
            if (Files.isRegularFile(adopted, LinkOption.NOFOLLOW_LINKS)) {
                return adopted;
            }
            FolderTree.delete(adopted);
        }
        LOG.error("The trainer names {}, which is no file of its folder {}", Printable.line(file), work);
        return null;
    }

    /** Removes the folder, the grant first, so that a crash in between leaves nothing to hand back twice. */
    public void delete() throws IOException {
        Files.deleteIfExists(grantFile());
        FolderTree.delete(path);
    }

    private Path grantFile() {
        return path.resolve("grant.json");
    }
}
