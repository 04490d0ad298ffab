package org.commonwatt.worker.training.data;

import java.io.Closeable;
import java.io.IOException;

/** The examples of one split, each readable by its number. Not for several threads at once. */
public interface Examples extends Closeable {

    /** Number of examples. */
    long count();

    /**
     * Reads the input of example {@code index} into {@code values} from {@code offset} on, in the order of the input's
     * shape, before any transform.
     *
     * @throws DataFault when the record is damaged
     * @throws IOException when the file can't be read
     */
    void readInput(long index, float[] values, int offset) throws DataFault, IOException;

    /**
     * Reads the target of example {@code index}: a class's index, or the numbers.
     *
     * @throws DataFault when the record is damaged
     * @throws IOException when the file can't be read
     */
    void readTarget(long index, float[] values, int offset) throws DataFault, IOException;
}
