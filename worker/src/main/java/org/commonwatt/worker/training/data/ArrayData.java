package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.spec.Transform;

/** A split whose inputs are arrays of numbers. */
final class ArrayData implements SplitData {

    private final String name;
    private final Examples examples;
    private final Target.Labels target;
    private final Preparation preparation;
    private final float[] raw;

    /** @param shape of an input before any transform */
    private ArrayData(String name, Examples examples, Shape shape, Target.Labels target, List<Transform> transforms)
            throws DataFault {
        this.name = name;
        this.examples = examples;
        this.target = target;
        this.preparation = new Preparation(transforms, shape);
        this.raw = new float[Math.toIntExact(shape.size())];
    }

    /**
     * Opens a split and checks all that can be checked without decoding it whole; every label is seen.
     *
     * @param workFolder where unpacked copies may go
     * @throws DataFault when a file is damaged or does not fit the manifest
     * @throws IOException when a file can't be read
     */
    static ArrayData open(DataFormat.OfArrays format, Split split, List<Transform> transforms, Path workFolder)
            throws DataFault, IOException {
        Examples examples = examples(format, split, workFolder);
        return new ArrayData(split.name(), examples, inputShape(format), format.target(), transforms);
    }

    /**
     * This split with computed inputs in the place of its own, which are computed now. It takes this one's files with it.
     *
     * @param function from inputs (N, …) to the new ones
     * @param shape of one of the new inputs
     */
    ArrayData computed(UnaryOperator<NDArray> function, Shape shape, NDManager manager, Path workFolder)
            throws DataFault, IOException {
        Examples rows = ComputedInputs.of(this, function, Math.toIntExact(shape.size()), manager, workFolder);
        return new ArrayData(name, rows, shape, target, List.of());
    }

    Examples examples() {
        return examples;
    }

    private static Examples examples(DataFormat.OfArrays format, Split split, Path workFolder)
            throws DataFault, IOException {
        try {
            return switch (format) {
                case DataFormat.Idx idx -> IdxExamples.open(idx, split, workFolder);
                case DataFormat.Csv csv -> CsvExamples.open(csv, split, workFolder);
                case DataFormat.ImageFolder folder -> ImageFolderExamples.open(folder, split, workFolder);
            };
        } catch (ArithmeticException e) {
            throw new DataFault(split.name(), "its manifest announces more values than any file can hold");
        }
    }

    static Shape inputShape(DataFormat.OfArrays format) {
        return switch (format) {
            case DataFormat.Idx idx ->
                new Shape(
                        idx.inputShape().stream().mapToLong(Integer::longValue).toArray());
            case DataFormat.Csv csv -> new Shape(csv.inputs().size());
            case DataFormat.ImageFolder folder -> new Shape(folder.channels(), folder.height(), folder.width());
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long count() {
        return examples.count();
    }

    @Override
    public Batches batches(int size, NDManager manager) throws DataFault {
        return new ArrayBatches(this, size, manager);
    }

    /** Shape of one input after all transforms. */
    Shape inputShape() {
        return preparation.output();
    }

    /** What an example is labelled with. */
    Target.Labels target() {
        return target;
    }

    /** Number of values of one target: 1 for a class. */
    int targetWidth() {
        return switch (target) {
            case Target.Classes classes -> 1;
            case Target.Numbers numbers -> numbers.width();
        };
    }

    /**
     * The input of one example, transformed; valid until the next call.
     *
     * @param seed of what random transforms draw, or null where they are to draw nothing
     */
    float[] readInput(long index, @Nullable Long seed) throws DataFault, IOException {
        examples.readInput(index, raw, 0);
        return preparation.apply(raw, seed);
    }

    /** The target of one example. */
    void readTarget(long index, float[] values) throws DataFault, IOException {
        examples.readTarget(index, values, 0);
    }

    /**
     * Looks whether all targets that are numbers lie in 0..1.
     *
     * @throws DataFault naming the first that does not
     */
    void requireShares() throws DataFault, IOException {
        if (!(target instanceof Target.Numbers numbers)) {
            return;
        }
        float[] values = new float[numbers.width()];
        for (long record = 0; record < count(); record++) {
            examples.readTarget(record, values, 0);
            for (float value : values) {
                if (!(value >= 0 && value <= 1)) {
                    throw new DataFault(
                            "split " + name,
                            record,
                            "a target of " + value + ", where binaryCrossEntropy takes those from 0 to 1");
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        examples.close();
    }
}
