package org.commonwatt.api.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

import org.commonwatt.api.problem.BodyTooLarge;

/**
 * Keeps bytes as files named by their hash, {@code ab/abcdef…}. An upload is written to a staging file, forced to disk,
 * and renamed, so that a file with its final name is always whole.
 */
final class FileArtifactStore implements ArtifactStore {

    private static final int BUFFER = 256 * 1024;

    private final Path folder;
    private final StagingFolder staging;

    /** @param folder made when it is missing */
    FileArtifactStore(Path folder) {
        this.folder = folder;
        this.staging = new StagingFolder(folder.resolve("staging"));
        staging.removeAbandoned();
    }

    @Override
    public long store(Sha256 expected, InputStream bytes, long limit) {
        Path target = path(expected);
        if (Files.exists(target)) {
            return new Copy(expected, limit).run(bytes, null);
        }
        Path staged = staging.path(UUID.randomUUID().toString());
        try (FileChannel file = staging.open(staged)) {
            long size = new Copy(expected, limit).run(bytes, file);
            file.force(true);
            publish(staged, expected);
            return size;
        } catch (IOException e) {
            throw refusal(e);
        } finally {
            staging.remove(staged);
        }
    }

    private void publish(Path staged, Sha256 name) throws IOException {
        Path parent = subfolder(name);
        boolean fresh = !Files.exists(parent);
        Files.createDirectories(parent);
        Files.move(staged, path(name), StandardCopyOption.ATOMIC_MOVE);
        force(parent);
        if (fresh) {
            force(folder);
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
        return Files.isRegularFile(file) ? Optional.of(new FileSystemResource(file)) : Optional.empty();
    }

    private Path path(Sha256 artifact) {
        return subfolder(artifact).resolve(artifact.toString());
    }

    private Path subfolder(Sha256 artifact) {
        return folder.resolve(artifact.toString().substring(0, 2));
    }

    private static RuntimeException refusal(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        boolean full = message.contains("No space left") || message.contains("quota exceeded");
        return full ? new StorageFull() : new UncheckedIOException("artifacts can't be written", failure);
    }

    /** One pass over an upload: counts, hashes, and writes where there is a file to write to. */
    private record Copy(Sha256 expected, long limit) {

        long run(InputStream bytes, @Nullable FileChannel file) {
            MessageDigest digest = Sha256.digest();
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int read = next(bytes, buffer, size); read >= 0; read = next(bytes, buffer, size)) {
                size += read;
                if (size > limit) {
                    throw new BodyTooLarge(limit);
                }
                digest.update(buffer, 0, read);
                if (file != null) {
                    write(file, ByteBuffer.wrap(buffer, 0, read));
                }
            }
            Sha256 found = Sha256.of(digest.digest());
            if (!found.equals(expected)) {
                throw new HashMismatch(expected, found, size);
            }
            return size;
        }

        private static int next(InputStream bytes, byte[] buffer, long size) {
            try {
                return bytes.read(buffer);
            } catch (IOException e) {
                throw new UploadInterrupted(size);
            }
        }

        private static void write(FileChannel file, ByteBuffer bytes) {
            try {
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
            } catch (IOException e) {
                throw refusal(e);
            }
        }
    }
}
