package org.commonwatt.worker.training.data;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Rows of tokens of any length, in two files of the work folder: the tokens, and where each row begins and how long it
 * is. Nothing of them is kept in the heap.
 */
final class TokenRows implements Closeable {

    private static final int PLACE_BYTES = Long.BYTES + Integer.BYTES;

    private final TokenFile tokens;
    private final RecordFile places;

    private TokenRows(TokenFile tokens, RecordFile places) {
        this.tokens = tokens;
        this.places = places;
    }

    int[] read(long index) throws IOException {
        ByteBuffer place = places.read(index);
        return tokens.read(place.getLong(), place.getInt());
    }

    /** Number of tokens of a row. */
    int length(long index) throws IOException {
        return places.read(index).getInt(Long.BYTES);
    }

    @Override
    public void close() throws IOException {
        Closing.all(tokens, places);
    }

    /** Writes rows. */
    static final class Writer implements Closeable {

        private final TokenFile.Writer tokens;
        private final Path path;
        private final DataOutputStream places;

        Writer(Path workFolder) throws IOException {
            this.tokens = new TokenFile.Writer(workFolder);
            this.path = Files.createTempFile(workFolder, "rows-", ".places");
            this.places = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), 1 << 16));
        }

        /** Writes one row of all the parts behind one another. */
        void write(int[]... parts) throws IOException {
            places.writeLong(tokens.count());
            int length = 0;
            for (int[] part : parts) {
                tokens.write(part);
                length += part.length;
            }
            places.writeInt(length);
        }

        /** Ends writing and opens what was written. */
        TokenRows finish() throws IOException {
            places.close();
            return new TokenRows(tokens.finish(), new RecordFile(path, 0, PLACE_BYTES));
        }

        @Override
        public void close() throws IOException {
            Closing.all(tokens, places);
        }
    }
}
