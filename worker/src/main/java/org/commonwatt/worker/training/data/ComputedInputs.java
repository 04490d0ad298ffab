package org.commonwatt.worker.training.data;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.plan.FrozenFeatures;

/** Inputs that were computed once, as rows of float32 in a file of the work folder; targets are those of another split. */
final class ComputedInputs implements Examples {

    private final Examples targets;
    private final RecordFile rows;
    private final int width;

    private ComputedInputs(Examples targets, RecordFile rows, int width) {
        this.targets = targets;
        this.rows = rows;
        this.width = width;
    }

    /**
     * @param function from inputs (N, …) to rows of {@code width} values in any shape (N, …)
     * @param width number of values of one row
     */
    static ComputedInputs of(
            ArrayData data, UnaryOperator<NDArray> function, int width, NDManager manager, Path workFolder)
            throws DataFault, IOException {
        Path file = Files.createTempFile(workFolder, "features-", ".f32");
        try (NDManager memory = manager.newSubManager();
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            Batches batches = data.batches(FrozenFeatures.BATCH, memory);
            for (long number = 0; number < batches.perEpoch(); number++) {
                try (NDManager part = memory.newSubManager()) {
                    Batches.Batch batch = batches.read(number, Epoch.IN_ORDER, part);
                    for (float value :
                            function.apply(batch.inputs().singletonOrThrow()).toFloatArray()) {
                        out.writeFloat(value);
                    }
                }
            }
        }
        return new ComputedInputs(data.examples(), new RecordFile(file, 0, Float.BYTES * width), width);
    }

    @Override
    public @Nullable IdxType inputType() {
        return targets.inputType();
    }

    @Override
    public long count() {
        return targets.count();
    }

    @Override
    public void readInput(long index, float[] values, int offset) throws IOException {
        rows.read(index).asFloatBuffer().get(values, offset, width);
    }

    @Override
    public void readTarget(long index, float[] values, int offset) throws DataFault, IOException {
        targets.readTarget(index, values, offset);
    }

    @Override
    public void close() throws IOException {
        Closing.all(rows, targets);
    }
}
