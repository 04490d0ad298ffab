package org.commonwatt.api.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import org.commonwatt.api.problem.BodyTooLarge;

/** One pass over bytes: counts them, hashes them, and writes them to a file. */
final class Copying {

    private static final int BUFFER = 256 * 1024;

    /** Bytes after which is looked again whether there is room. */
    private static final long LOOK = 4 << 20;

    private final FileChannel file;
    private final LongSupplier room;
    private final MessageDigest digest = Sha256.digest();
    private final byte[] buffer = new byte[BUFFER];
    private long length;
    private long roomUntil;

    /** @param room bytes that there is room for at the moment */
    Copying(FileChannel file, LongSupplier room) {
        this.file = file;
        this.room = room;
    }

    /** The sender broke off. */
    static final class Broken extends IOException {

        private static final long serialVersionUID = 1L;

        Broken(IOException cause) {
            super(cause);
        }
    }

    /**
     * Copies to the end.
     *
     * @param limit the most bytes that there may be in all
     * @param every how often to tell of progress, in bytes
     * @param progress told the length so far
     * @throws Broken when the bytes break off; those before are written
     * @throws StorageFull when there is no room for more
     */
    void all(InputStream bytes, long limit, long every, LongConsumer progress) throws Broken {
        long told = length;
        for (int read = next(bytes); read >= 0; read = next(bytes)) {
            if (length + read > limit) {
                throw new BodyTooLarge(limit);
            }
            requireRoom(read);
            digest.update(buffer, 0, read);
            write(ByteBuffer.wrap(buffer, 0, read));
            length += read;
            if (length - told >= every) {
                told = length;
                progress.accept(length);
            }
        }
    }

    private void requireRoom(int more) {
        if (length + more > roomUntil) {
            long now = room.getAsLong();
            if (now < more) {
                throw new StorageFull();
            }
            roomUntil = length + Math.min(now, LOOK);
        }
    }

    /** Bytes so far. */
    long length() {
        return length;
    }

    /** Hash of all bytes; nothing can follow. */
    Sha256 hash() {
        return Sha256.of(digest.digest());
    }

    private int next(InputStream bytes) throws Broken {
        try {
            return bytes.read(buffer);
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    private void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /** What a failure to write means. */
    static RuntimeException refusal(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        boolean full = message.contains("No space left") || message.contains("quota exceeded");
        return full ? new StorageFull() : new UncheckedIOException("artifacts can't be written", failure);
    }
}
