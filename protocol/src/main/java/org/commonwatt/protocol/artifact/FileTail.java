package org.commonwatt.protocol.artifact;

import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** What is left to send of a file: the body of a request that goes on with an upload. */
public final class FileTail {

    private final Path file;
    private final long offset;
    private final long size;
    private final AtomicLong taken = new AtomicLong();

    /**
     * @param offset where it begins, in bytes
     * @param size of the whole file, in bytes
     */
    public FileTail(Path file, long offset, long size) {
        this.file = file;
        this.offset = offset;
        this.size = size;
    }

    /** The body, with its length stated. */
    public BodyPublisher body() {
        return offset == size
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::open), size - offset);
    }

    /** Bytes of it that were handed to the connection so far, which is how one sees that it still moves. */
    public long taken() {
        return taken.get();
    }

    private InputStream open() {
        try {
            FileInputStream bytes = new FileInputStream(file.toFile());
            bytes.getChannel().position(offset);
            return new Counted(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            taken.addAndGet(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int count = super.read(target, from, length);
            taken.addAndGet(Math.max(count, 0));
            return count;
        }
    }
}
