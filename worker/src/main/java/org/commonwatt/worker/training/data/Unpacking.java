package org.commonwatt.worker.training.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Unpacks gzipped files into the work folder, so that they can be read at any place. */
final class Unpacking {

    /** Most bytes that a text whose length nobody announces may unpack to, 64 GiB. */
    static final long LARGEST_TEXT = 64L << 30;

    private Unpacking() {}

    /**
     * @param limit most bytes that the file may unpack to; more is refused, whatever it claims
     * @return {@code packed} itself where it is not gzipped
     */
    static Path unpacked(Path packed, String name, Path workFolder, long limit) throws IOException, DataFault {
        try (InputStream raw = Files.newInputStream(packed)) {
            if (raw.read() != 0x1f || raw.read() != 0x8b) {
                return packed;
            }
        }
        Path target = Files.createTempFile(workFolder, "unpacked-", ".bin");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed), 1 << 16);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                total += got;
                if (total > limit) {
                    throw new DataFault(name, "unpacks to more than the " + limit + " bytes that its manifest allows");
                }
                out.write(buffer, 0, got);
            }
        } catch (ZipException | EOFException e) {
            throw new DataFault(name, "damaged gzip data: " + e.getMessage());
        }
        return target;
    }
}
