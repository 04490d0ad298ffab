package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.spec.Transform;

/** A split whose inputs are arrays of numbers. */
final class ArrayData implements SplitData {

    private final String name;
    private final Examples examples;
    private final Shape inputShape;
    private final Target.Labels target;
    private final Preparation preparation;

    private ArrayData(String name, Examples examples, Shape inputShape, Target.Labels target, Preparation preparation) {
        this.name = name;
        this.examples = examples;
        this.inputShape = inputShape;
        this.target = target;
        this.preparation = preparation;
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
        Shape shape = inputShape(format);
        Preparation preparation = new Preparation(transforms, Math.toIntExact(shape.get(0)));
        Examples examples = examples(format, split, workFolder);
        return new ArrayData(split.name(), examples, shape, format.target(), preparation);
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

    /** Shape of one input. */
    Shape inputShape() {
        return inputShape;
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

    /** Reads one example, transformed. */
    void read(long index, float[] input, float[] targetValues) throws DataFault, IOException {
        examples.readInput(index, input, 0);
        preparation.apply(input, 0, input.length);
        examples.readTarget(index, targetValues, 0);
    }

    @Override
    public void close() throws IOException {
        examples.close();
    }
}
