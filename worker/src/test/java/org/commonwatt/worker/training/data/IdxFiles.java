package org.commonwatt.worker.training.data;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes IDX files for tests. */
public final class IdxFiles {

    private IdxFiles() {}

    /** A file of unsigned bytes. */
    public static Path bytes(Path file, int[] dimensions, int... values) {
        return write(file, 0x08, dimensions, out -> {
            for (int value : values) {
                out.writeByte(value);
            }
        });
    }

    /** A file of float32 values. */
    public static Path floats(Path file, int[] dimensions, float... values) {
        return write(file, 0x0d, dimensions, out -> {
            for (float value : values) {
                out.writeFloat(value);
            }
        });
    }

    static Path write(Path file, int type, int[] dimensions, Values values) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeShort(0);
            out.writeByte(type);
            out.writeByte(dimensions.length);
            for (int dimension : dimensions) {
                out.writeInt(dimension);
            }
            values.to(out);
            return Files.write(file, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The gzipped form of a file, beside it. */
    static Path gzipped(Path file) throws IOException {
        Path packed = file.resolveSibling(file.getFileName() + ".gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(file, out);
        }
        return packed;
    }

    /** Writes a file's values. */
    interface Values {
        void to(DataOutputStream out) throws IOException;
    }
}
