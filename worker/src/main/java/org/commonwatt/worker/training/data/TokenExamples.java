package org.commonwatt.worker.training.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Examples made of tokens, each readable by its number. Not for several threads at once. */
sealed interface TokenExamples extends Closeable permits Windows, LabelledTexts, TextPairs {

    /** Number of examples. */
    long count();

    /** What an example consists of: its inputs, and last its target. */
    List<Column> columns();

    /**
     * By which examples are sorted that go into one batch: grows with the tokens in trimmed columns, 0 without such.
     *
     * @throws IOException when the file can't be read
     */
    int length(long index) throws IOException;

    /**
     * Reads the columns of example {@code index} in their order, without padding.
     *
     * @throws IOException when the file can't be read
     */
    int[][] read(long index) throws IOException;

    /**
     * One of an example's arrays.
     *
     * @param width the most tokens that it has
     * @param trimmed whether a batch is only as wide as its longest example; otherwise as wide as can be
     */
    record Column(int width, boolean trimmed) {}
}
