package org.commonwatt.worker.training.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.spec.DatasetUse;
import org.commonwatt.protocol.spec.TextUse;
import org.commonwatt.worker.training.text.TextCodec;

/**
 * The data of a run.
 *
 * @param texts how texts became tokens, learned from the training split alone; null where there are none
 */
public record Splits(
        SplitData train, SplitData evaluation, @Nullable TextCodec texts) implements Closeable {

    /**
     * Opens both splits that a spec uses.
     *
     * @param files where each file of the manifest lies, by its path in the manifest
     * @param workFolder where unpacked copies and tables may go
     * @throws DataFault when a file is damaged or does not fit the manifest
     * @throws IOException when a file can't be read
     */
    public static Splits open(DatasetManifest manifest, DatasetUse use, Map<String, String> files, Path workFolder)
            throws DataFault, IOException {
        Split train = Split.of(manifest, use.train(), files);
        Split evaluation = Split.of(manifest, use.evaluation(), files);
        return switch (manifest.format()) {
            case DataFormat.OfArrays format ->
                new Splits(
                        ArrayData.open(format, train, use.transforms(), workFolder),
                        ArrayData.open(format, evaluation, use.transforms(), workFolder),
                        null);
            case DataFormat.OfTexts format -> {
                TextUse text = use.text();
                if (text == null) {
                    throw new DataFault(
                            manifest.name(), "holds texts, and the spec does not say how they become tokens");
                }
                TextReading reading = new TextReading(format, text, workFolder);
                Split learned = train.unpacked(workFolder, Unpacking.LARGEST_TEXT);
                Split held = evaluation.unpacked(workFolder, Unpacking.LARGEST_TEXT);
                TextCodec codec = reading.learn(learned);
                yield new Splits(reading.open(learned, codec), reading.open(held, codec), codec);
            }
        };
    }

    /**
     * The same with computed inputs in the place of their own, which are computed now.
     *
     * @param function from inputs (N, …) to the new ones
     * @param shape of one of the new inputs
     */
    public Splits computed(UnaryOperator<NDArray> function, List<Long> shape, NDManager manager, Path workFolder)
            throws DataFault, IOException {
        Shape row = new Shape(shape.stream().mapToLong(Long::longValue).toArray());
        return new Splits(
                arrays(train).computed(function, row, manager, workFolder),
                arrays(evaluation).computed(function, row, manager, workFolder),
                texts);
    }

    /**
     * Looks whether all targets that are numbers lie in 0..1, as binaryCrossEntropy needs: its loss has no least value for
     * others.
     *
     * @throws DataFault naming the first that does not
     */
    public void requireShares() throws DataFault, IOException {
        for (SplitData split : List.of(train, evaluation)) {
            if (split instanceof ArrayData data) {
                data.requireShares();
            }
        }
    }

    /**
     * The type of the inputs' numbers as their files have them, such as float32; null where they are bytes, as those of
     * images are, or their format has no types.
     */
    public @Nullable String inputType() {
        IdxType type = train instanceof ArrayData data ? data.examples().inputType() : null;
        return type == null || type == IdxType.UINT8 ? null : type.name().toLowerCase(Locale.ROOT);
    }

    private static ArrayData arrays(SplitData split) {
        return switch (split) {
            case ArrayData arrays -> arrays;
            case TextData tokens -> throw new IllegalStateException("the plan refuses to compute with tokens");
        };
    }

    @Override
    public void close() throws IOException {
        Closing.all(train, evaluation);
    }
}
