package org.commonwatt.worker.training.data;

import java.io.Closeable;
import java.io.IOException;

import org.jspecify.annotations.Nullable;

/** The examples of one split, each readable by its number. Not for several threads at once. */
interface Examples extends Closeable {

    /** Number of examples. */
    long count();

    /** The type of the inputs' values in an IDX file; null where they come from another. */
    default @Nullable IdxType inputType() {
        return null;
    }

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
