package org.commonwatt.api.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * Keeps bytes as files named by their hash, {@code ab/abcdef…}. Beside them lie {@code staging} (files that a living
 * process writes), {@code uploads} (parts of uploads that may go on) and {@code damaged} (what did not match its hash).
 * What comes in is written there, forced to disk, and renamed, so that a file with its final name is always whole.
 */
final class FileArtifactStore implements ArtifactStore {

    private static final Pattern SUBFOLDER = Pattern.compile("[0-9a-f]{2}");

    /** Others are not ours, such as what a network's file system leaves of a file that was removed while it was read. */
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;
    private final long keepFree;
    private final StagingFolder staging;
    private final PartFolder parts;
    private final Verification verification;

    /**
     * @param folder made when it is missing
     * @param verifiedFor how long a file that was found to match its hash and has not changed since is not hashed again
     * @param keepFree bytes of the disk that are left to others
     */
    FileArtifactStore(Path folder, Duration verifiedFor, long keepFree) {
        this.folder = folder;
        this.keepFree = keepFree;
        this.staging = new StagingFolder(folder.resolve("staging"));
        this.parts = new PartFolder(folder.resolve("uploads"), this::room);
        this.verification = new Verification(folder.resolve("damaged"), verifiedFor);
        staging.removeAbandoned(Long.MAX_VALUE);
    }

    @Override
    public Staged stage(Sha256 expected, InputStream bytes, long limit) {
        return staged(expected, copying -> {
            try {
                copying.all(bytes, limit, Long.MAX_VALUE, length -> {});
            } catch (Copying.Broken cut) {
                throw new UploadInterrupted(copying.length());
            }
        });
    }

    @Override
    public Staged assemble(Sha256 expected, List<Part> pieces) {
        return staged(expected, copying -> pieces.forEach(part -> parts.copy(part, copying)));
    }

    private interface Filling {
        void fill(Copying copying);
    }

    private Staged staged(Sha256 expected, Filling filling) {
        StagingFolder.Draft draft = staging.open();
        try {
            Copying copying = new Copying(draft.channel(), this::room);
            filling.fill(copying);
            Sha256 found = copying.hash();
            if (!found.equals(expected)) {
                throw new HashMismatch(expected, found, copying.length());
            }
            draft.channel().force(true);
            return draft.whole(expected, copying.length());
        } catch (IOException e) {
            draft.close();
            throw Copying.refusal(e);
        } catch (RuntimeException e) {
            draft.close();
            throw e;
        }
    }

    @Override
    public Written writePart(UUID part, InputStream bytes, long limit, LongConsumer progress) {
        return parts.write(part, bytes, limit, progress);
    }

    @Override
    public Staged whole(Part part, Sha256 hash) {
        // The file stays a part until it is published: a request that goes on with the upload may need it.
        return new StagedFile(parts.path(part.name()), hash, part.length(), () -> {});
    }

    @Override
    public void removePart(UUID part) {
        parts.remove(part);
    }

    @Override
    public List<UUID> parts() {
        return parts.all();
    }

    @Override
    public void publish(Staged staged) {
        Path file = ((StagedFile) staged).file();
        Path parent = subfolder(staged.name());
        try {
            boolean fresh = !Files.exists(parent);
            Files.createDirectories(parent);
            Files.move(file, path(staged.name()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(parent);
            if (fresh) {
                force(folder);
            }
        } catch (IOException e) {
            throw Copying.refusal(e);
        }
    }

    /** Makes a rename within a folder survive a power cut. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<Resource> find(Sha256 artifact) {
        Path file = path(artifact);
        try {
            verification.require(file, artifact);
            return Optional.of(new FileSystemResource(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("artifact " + artifact + " can't be read", e);
        }
    }

    @Override
    public boolean has(Sha256 artifact) {
        return Files.exists(path(artifact));
    }

    @Override
    public boolean setAside(Sha256 artifact, DamagedBytes found) {
        try {
            return verification.setAside(path(artifact), artifact, found);
        } catch (IOException e) {
            throw new UncheckedIOException("artifact " + artifact + " can't be put aside", e);
        }
    }

    @Override
    public void remove(Sha256 artifact) {
        try {
            Files.deleteIfExists(path(artifact));
        } catch (IOException e) {
            throw new UncheckedIOException("artifact " + artifact + " can't be removed", e);
        }
    }

    @Override
    public List<Sha256> olderThan(Instant moment) {
        staging.removeAbandoned(moment.toEpochMilli());
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(
                            it -> SUBFOLDER.matcher(it.getFileName().toString()).matches())
                    .flatMap(it -> named(it, moment).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Sha256> named(Path subfolder, Instant moment) {
        try (Stream<Path> files = Files.list(subfolder)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .filter(file -> file.toFile().lastModified() < moment.toEpochMilli())
                    .map(file -> Sha256.parse(file.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long room() {
        try {
            return Math.max(0, Files.getFileStore(folder).getUsableSpace() - keepFree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(Sha256 artifact) {
        return subfolder(artifact).resolve(artifact.toString());
    }

    private Path subfolder(Sha256 artifact) {
        return folder.resolve(artifact.toString().substring(0, 2));
    }
}
