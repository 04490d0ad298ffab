package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.commonwatt.protocol.dataset.Target;

/** Batches of arrays of numbers. */
final class ArrayBatches extends Batches {

    private final ArrayData data;
    private final int inputLength;
    private final float[] target;
    private final ByteBuffer[] inputs = new ByteBuffer[BANKS];
    private final ByteBuffer[] targets = new ByteBuffer[BANKS];

    ArrayBatches(ArrayData data, int size, NDManager manager) throws DataFault {
        super(data, size);
        this.data = data;
        this.inputLength = Math.toIntExact(data.inputShape().size());
        this.target = new float[data.targetWidth()];
        for (int bank = 0; bank < BANKS; bank++) {
            inputs[bank] = aligned((long) inputLength * Float.BYTES, manager);
            targets[bank] = aligned(isClass() ? Long.BYTES : (long) target.length * Float.BYTES, manager);
        }
    }

    @Override
    Laid lay(long from, int count, Epoch epoch, int bank) throws DataFault, IOException {
        FloatBuffer inputValues = inputs[bank].clear().asFloatBuffer();
        FloatBuffer numbers = targets[bank].clear().asFloatBuffer();
        LongBuffer labels = targets[bank].asLongBuffer();
        for (int i = 0; i < count; i++) {
            long example = epoch.at(from + i);
            inputValues.put(data.readInput(example, epoch.seedFor(example)));
            data.readTarget(example, target);
            if (isClass()) {
                labels.put((long) target[0]);
            } else {
                numbers.put(target);
            }
        }
        return manager -> batch(inputs[bank], targets[bank], count, manager);
    }

    private Batch batch(ByteBuffer inputs, ByteBuffer targets, int count, NDManager manager) {
        inputs.limit(count * inputLength * Float.BYTES);
        Shape shape = new Shape(count).addAll(data.inputShape());
        NDList x = new NDList(manager.create(inputs, shape, DataType.FLOAT32));
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
}
