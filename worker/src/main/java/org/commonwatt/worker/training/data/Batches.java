package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.function.LongUnaryOperator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.commonwatt.protocol.dataset.Target;

/** Reads examples of a split as batches of engine arrays. A batch is valid until the next one is read. */
public final class Batches {

    private static final int ALIGNMENT = 64;

    private final SplitData data;
    private final int size;
    private final float[] input;
    private final float[] target;
    private final ByteBuffer inputs;
    private final ByteBuffer targets;

    /**
     * @param size examples in a batch
     * @param manager whose engine's memory the batches are laid into
     * @throws DataFault when a batch is larger than one array can be
     */
    public Batches(SplitData data, int size, NDManager manager) throws DataFault {
        this.data = data;
        this.size = (int) Math.min(size, data.count());
        this.input = new float[Math.toIntExact(data.inputShape().size())];
        this.target = new float[data.targetWidth()];
        this.inputs = aligned((long) this.size * input.length * Float.BYTES, manager);
        this.targets = aligned((long) this.size * (isClass() ? Long.BYTES : target.length * Float.BYTES), manager);
    }

    /**
     * Memory that begins where the engine's own arrays would, at a multiple of 64 bytes: its kernels may sum in another
     * order at other places, and a run must give the same bits in every process.
     */
    private ByteBuffer aligned(long bytes, NDManager manager) throws DataFault {
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

    /** Number of batches that cover the split once; the last may be smaller. */
    public long perEpoch() {
        return (data.count() + size - 1) / size;
    }

    /**
     * Reads batch {@code number} of an epoch, from 0.
     *
     * @param order which example stands at which place
     * @param manager which the batch's arrays belong to
     */
    public Batch read(long number, LongUnaryOperator order, NDManager manager) throws DataFault, IOException {
        long from = number * size;
        return read(from, (int) Math.min(size, data.count() - from), order, manager);
    }

    /**
     * Reads the first {@code count} examples of an epoch's first batch.
     *
     * @param order which example stands at which place
     * @param manager which the batch's arrays belong to
     */
    public Batch readFirst(int count, LongUnaryOperator order, NDManager manager) throws DataFault, IOException {
        return read(0, Math.min(count, size), order, manager);
    }

    private Batch read(long from, int count, LongUnaryOperator order, NDManager manager) throws DataFault, IOException {
        FloatBuffer inputValues = inputs.clear().asFloatBuffer();
        FloatBuffer numbers = targets.clear().asFloatBuffer();
        LongBuffer labels = targets.asLongBuffer();
        for (int i = 0; i < count; i++) {
            data.read(order.applyAsLong(from + i), input, target);
            inputValues.put(input);
            if (isClass()) {
                labels.put((long) target[0]);
            } else {
                numbers.put(target);
            }
        }
        inputs.limit(count * input.length * Float.BYTES);
        Shape shape = new Shape(count).addAll(data.inputShape());
        NDArray x = manager.create(inputs, shape, DataType.FLOAT32);
        if (isClass()) {
            targets.limit(count * Long.BYTES);
            return new Batch(x, manager.create(targets, new Shape(count, 1), DataType.INT64), count);
        }
        targets.limit(count * target.length * Float.BYTES);
        return new Batch(x, manager.create(targets, new Shape(count, target.length), DataType.FLOAT32), count);
    }

    private boolean isClass() {
        return data.target() instanceof Target.Classes;
    }

    /**
     * @param inputs (N, …) float32
     * @param targets class indices (N, 1) as int64, or numbers (N, D) as float32
     * @param size N
     */
    public record Batch(NDArray inputs, NDArray targets, int size) {}
}
