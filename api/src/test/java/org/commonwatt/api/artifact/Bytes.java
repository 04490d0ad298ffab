package org.commonwatt.api.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a store keeps bytes. */
    static Path path(Path folder, Sha256 name) {
        return folder.resolve(name.toString().substring(0, 2)).resolve(name.toString());
    }
}
