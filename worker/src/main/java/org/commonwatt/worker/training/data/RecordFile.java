package org.commonwatt.worker.training.data;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of equally long records after a header, read at any place. The system's page cache keeps what fits; a file
 * that shrinks meanwhile gives an error, where a mapped one would end the process.
 */
final class RecordFile implements Closeable {

    private final FileChannel channel;
    private final long start;
    private final ByteBuffer record;

    RecordFile(Path file, long start, int recordBytes) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.start = start;
        this.record = ByteBuffer.allocateDirect(recordBytes);
    }

    /** The bytes of record {@code index}, from position 0 to the limit, until the next call. Big-endian order. */
    ByteBuffer read(long index) throws IOException {
        record.clear();
        long position = start + index * record.capacity();
        while (record.hasRemaining()) {
            int got = channel.read(record, position + record.position());
            if (got < 0) {
                throw new EOFException("the file ended at record " + index);
            }
        }
        return record.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
