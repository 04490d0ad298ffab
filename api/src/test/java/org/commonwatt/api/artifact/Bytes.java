package org.commonwatt.api.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Bytes of tests, and where they end up. */
final class Bytes {

    private Bytes() {}

    static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static Sha256 name(byte[] bytes) {
        return Sha256.of(Sha256.digest().digest(bytes));
    }

    static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    /** Bytes that break off after some. */
    static InputStream cutAfter(int length, byte[] bytes) {
        return new SequenceInputStream(new ByteArrayInputStream(bytes, 0, length), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cut");
            }
        });
    }

    /** All files of a store, those under way too. */
    static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE; // one under way, which has gone meanwhile
                    }
                    throw e;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }

    /** Where a store keeps bytes. */
    static Path path(Path folder, Sha256 name) {
        return folder.resolve(name.toString().substring(0, 2)).resolve(name.toString());
    }
}
