package org.commonwatt.worker.training.data;

import java.io.Closeable;

import ai.djl.ndarray.NDManager;

/** One split, checked and ready to be read in batches. */
public sealed interface SplitData extends Closeable permits ArrayData, TextData {

    /** The split's name. */
    String name();

    /** Number of examples. */
    long count();

    /**
     * A reader of the split's examples, which lives as long as {@code manager}.
     *
     * @param size examples in a batch
     * @param manager whose engine's memory the batches are laid into
     * @throws DataFault when a batch is larger than one array can be
     */
    Batches batches(int size, NDManager manager) throws DataFault;
}
