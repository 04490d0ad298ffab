package org.commonwatt.worker.training.data;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Tokens in a file of the work folder, four bytes each, written once and then read at any place. */
final class TokenFile implements Closeable {

    private final FileChannel channel;

    private TokenFile(Path path) throws IOException {
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** Reads tokens {@code from} to {@code from + count}. */
    int[] read(long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count * Integer.BYTES);
        long position = from * Integer.BYTES;
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("the file of tokens is shorter than what was written to it");
            }
        }
        int[] tokens = new int[count];
        bytes.flip().asIntBuffer().get(tokens);
        return tokens;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Writes a file of tokens. */
    static final class Writer implements Closeable {

        private final Path path;
        private final DataOutputStream out;
        private long count;

        Writer(Path workFolder) throws IOException {
            this.path = Files.createTempFile(workFolder, "tokens-", ".i32");
            this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), 1 << 16));
        }

        void write(int... tokens) throws IOException {
            for (int token : tokens) {
                out.writeInt(token);
            }
            count += tokens.length;
        }

        /** Number of tokens written so far. */
        long count() {
            return count;
        }

        /** Ends writing and opens what was written. */
        TokenFile finish() throws IOException {
            out.close();
            return new TokenFile(path);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
