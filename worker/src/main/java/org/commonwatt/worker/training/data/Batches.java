package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.ByteBuffer;
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

    private final SplitData data;
    private final int size;
    private final float[] input;
    private final float[] target;
    private final ByteBuffer inputs;
    private final ByteBuffer targets;

    /**
     * @param size examples in a batch
     * @param manager whose engine's memory the batches are laid into
     */
    public Batches(SplitData data, int size, NDManager manager) {
        this.data = data;
        this.size = (int) Math.min(size, data.count());
        this.input = new float[Math.toIntExact(data.inputShape().size())];
        this.target = new float[data.targetWidth()];
        this.inputs = manager.allocateDirect(Math.multiplyExact(this.size, input.length * Float.BYTES));
        int targetBytes = isClass() ? Long.BYTES : target.length * Float.BYTES;
        this.targets = manager.allocateDirect(Math.multiplyExact(this.size, targetBytes));
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
        int count = (int) Math.min(size, data.count() - from);
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
