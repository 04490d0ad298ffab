package org.commonwatt.worker.training.optimizer;

import java.nio.FloatBuffer;

import org.commonwatt.worker.training.tensor.FlatVector;

/**
 * Moves a flat vector through a Java array, block by block: the compiler turns loops over arrays into vector
 * instructions, which it does not for direct buffers (measured: 3.2 against 5.4 ms for Adam over 1.2 million values).
 */
final class Blocks {

    /**
     * Values in a block: what is read and written of four vectors fits into a core's first-level cache (measured for Adam on an
     * AMD EPYC, over 1.2 million values: 2.0 ms in blocks of 128, 2.5 of 256, 3.5 of 512, 4.1 of 4,096).
     */
    static final int SIZE = 128;

    private final FloatBuffer memory;
    private final float[] block = new float[SIZE];

    Blocks(FlatVector vector) {
        this.memory = vector.floats();
    }

    /** The array that holds the {@code count} values from {@code from} on, until the next read. */
    float[] read(long from, int count) {
        memory.get((int) from, block, 0, count);
        return block;
    }

    /** Stores the array back. */
    void write(long to, int count) {
        memory.put((int) to, block, 0, count);
    }
}
