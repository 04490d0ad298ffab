package org.commonwatt.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.lease.LeaseGrant;

/**
 * Where a run lives on the disk: {@code grant.json}, {@code inputs/} (read only to the trainer), {@code work/} (the
 * trainer's own) and {@code outbox/}. A folder without a grant is what a crash left of making or removing one.
 */
public record RunFolder(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

    /** Makes the folder of a new lease; the grant is on the disk when this returns. */
    public static RunFolder create(Path runs, LeaseGrant grant) throws IOException {
        RunFolder folder = new RunFolder(runs.resolve(grant.id().toString()));
        Files.createDirectories(folder.inputs());
        Files.createDirectories(folder.work());
        Files.createDirectories(folder.outbox());
        Path draft = folder.path.resolve("grant.draft");
        Files.write(draft, Json.mapper().writeValueAsBytes(grant));
        Files.move(draft, folder.grantFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return folder;
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

    /** The lease's grant, or null where none was written. */
    public @Nullable LeaseGrant grant() throws IOException {
        try {
            return Json.mapper().readValue(Files.readAllBytes(grantFile()), LeaseGrant.class);
        } catch (NoSuchFileException unfinished) {
            return null;
        }
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
     * Moves a file of the trainer's to the outbox.
     *
     * @param file as the trainer names it
     * @param name its name in the outbox
     * @return where it lies now, or null if it is no file of the trainer's own folder
     */
    @Nullable
    Path adopt(String file, String name) throws IOException {
        Path work = work().toRealPath();
        Path given = work.resolve(file).normalize();
        if (!given.startsWith(work)
                || !Files.isRegularFile(given)
                || !given.toRealPath().startsWith(work)) {
            LOG.error("The trainer names {}, which is no file of its folder {}", file, work);
            return null;
        }
        return Files.move(given, outbox().resolve(name), StandardCopyOption.REPLACE_EXISTING);
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
