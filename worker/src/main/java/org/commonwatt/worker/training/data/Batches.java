package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;

/**
 * Reads examples of a split as batches of engine arrays. A batch is valid until the next one is read; while it is used, the
 * one after it is read already, on another thread.
 */
public abstract sealed class Batches permits ArrayBatches, TokenBatches {

    /** One for the batch that is used, and one for the next. */
    static final int BANKS = 2;

    private static final int ALIGNMENT = 64;

    private final SplitData data;
    private final int size;
    private int bank;
    private @Nullable ReadAhead next;

    Batches(SplitData data, int size) {
        this.data = data;
        this.size = (int) Math.min(size, data.count());
    }

    /** Number of examples in a batch that is not an epoch's last. */
    final int size() {
        return size;
    }

    /** Number of batches that cover the split once; the last may be smaller. */
    public final long perEpoch() {
        return (data.count() + size - 1) / size;
    }

    /**
     * Reads batch {@code number} of {@code epoch}, from 0.
     *
     * @param manager which the batch's arrays belong to
     */
    public final Batch read(long number, Epoch epoch, NDManager manager) throws DataFault, IOException {
        ReadAhead ahead = settled();
        Laid laid = ahead != null && ahead.isOf(number, epoch) ? ahead.laid() : lay(number, epoch);
        long after = number + 1;
        if (after < perEpoch()) {
            next = ReadAhead.start(after, epoch, () -> lay(after, epoch));
        }
        return laid.in(manager);
    }

    /**
     * Reads the first {@code count} examples of the first batch of {@code epoch}.
     *
     * @param manager which the batch's arrays belong to
     */
    public final Batch readFirst(int count, Epoch epoch, NDManager manager) throws DataFault, IOException {
        settled();
        return lay(0, Math.min(count, size), epoch).in(manager);
    }

    /** What was begun to be read ahead, if anything, once it is read. */
    private @Nullable ReadAhead settled() throws InterruptedIOException {
        ReadAhead ahead = next;
        next = null;
        if (ahead != null) {
            ahead.await();
        }
        return ahead;
    }

    private Laid lay(long number, Epoch epoch) throws DataFault, IOException {
        long from = number * size;
        return lay(from, (int) Math.min(size, data.count() - from), epoch);
    }

    private Laid lay(long from, int count, Epoch epoch) throws DataFault, IOException {
        // Other readers of the same split may be at work, and its files and buffers are for one at a time.
        synchronized (data) {
            bank = (bank + 1) % BANKS;
            return lay(from, count, epoch, bank);
        }
    }

    /** Examples in memory, not yet arrays of the engine. */
    @FunctionalInterface
    interface Laid {
        Batch in(NDManager manager);
    }

    /**
     * Reads examples {@code from} to {@code from + count}.
     *
     * @param bank which memory to lay them into, below {@link #BANKS}
     */
    abstract Laid lay(long from, int count, Epoch epoch, int bank) throws DataFault, IOException;

    /**
     * Memory that begins where the engine's own arrays would, at a multiple of 64 bytes: its kernels may sum in another
     * order at other places, and a run must give the same bits in every process.
     *
     * @param perExample bytes of one example
     */
    final ByteBuffer aligned(long perExample, NDManager manager) throws DataFault {
        long bytes = perExample * size;
        // The slice is cut to whole multiples at both ends.
        long spacious = bytes + 2 * ALIGNMENT;
        if (spacious > Integer.MAX_VALUE) {
            throw new DataFault(
                    data.name(), "a batch of " + size + " examples takes " + bytes + " bytes; at most 2 GiB fit");
        }
        ByteBuffer memory = manager.allocateDirect((int) spacious);
        ByteOrder order = memory.order();
        return memory.alignedSlice(ALIGNMENT).slice(0, (int) bytes).order(order);
    }

    /**
     * Examples side by side; N is their number. Numbers are float32, classes and tokens int64.
     *
     * @param inputs one array: numbers (N, …), or tokens (N, T) filled up with padding; and where the target is a text,
     *     a second one: the target's tokens (N, U) after the one that starts it, without the last
     * @param targets classes (N, 1), numbers (N, D), or the tokens (N, T) or (N, U) that are to be found, filled up with
     *     padding
     * @param size N
     */
    public record Batch(NDList inputs, NDArray targets, int size) {}
}
