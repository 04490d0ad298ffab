package org.commonwatt.worker.training.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.types.Shape;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.spec.Transform;

/** One split, checked and ready to be read in batches. */
public final class SplitData implements Closeable {

    private final String name;
    private final Examples examples;
    private final Shape inputShape;
    private final Target target;
    private final Preparation preparation;

    private SplitData(String name, Examples examples, Shape inputShape, Target target, Preparation preparation) {
        this.name = name;
        this.examples = examples;
        this.inputShape = inputShape;
        this.target = target;
        this.preparation = preparation;
    }

    /**
     * Opens a split and checks all that can be checked without decoding it whole; every label is seen.
     *
     * @param files where each file of the manifest lies, by its path in the manifest
     * @param workFolder where unpacked copies may go
     * @throws DataFault when a file is damaged or does not fit the manifest
     * @throws IOException when a file can't be read
     */
    public static SplitData open(
            DatasetManifest manifest,
            String name,
            List<Transform> transforms,
            Map<String, String> files,
            Path workFolder)
            throws DataFault, IOException {
        DatasetSplit declared = manifest.splits().get(name);
        if (declared == null) {
            throw new DataFault(
                    manifest.name(),
                    "has no split named '" + name + "'; it has "
                            + manifest.splits().keySet());
        }
        List<Split.File> present = new ArrayList<>();
        for (DatasetFile file : declared.files()) {
            String place = files.get(file.path());
            if (place == null) {
                throw new IOException("the file " + file.path() + " of the dataset was not brought here");
            }
            present.add(new Split.File(file.path(), Path.of(place)));
        }
        Shape shape = inputShape(manifest.format());
        Preparation preparation = new Preparation(transforms, Math.toIntExact(shape.get(0)));
        Examples examples = open(manifest.format(), new Split(name, declared.examples(), present), workFolder);
        return new SplitData(name, examples, shape, manifest.format().target(), preparation);
    }

    private static Examples open(DataFormat format, Split split, Path workFolder) throws DataFault, IOException {
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

    private static Shape inputShape(DataFormat format) {
        return switch (format) {
            case DataFormat.Idx idx ->
                new Shape(
                        idx.inputShape().stream().mapToLong(Integer::longValue).toArray());
            case DataFormat.Csv csv -> new Shape(csv.inputs().size());
            case DataFormat.ImageFolder folder -> new Shape(folder.channels(), folder.height(), folder.width());
        };
    }

    /** The split's name. */
    public String name() {
        return name;
    }

    /** Number of examples. */
    public long count() {
        return examples.count();
    }

    /** Shape of one input. */
    public Shape inputShape() {
        return inputShape;
    }

    /** What an example is labelled with. */
    public Target target() {
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
