package org.commonwatt.protocol.plan;

import java.util.Objects;
import java.util.stream.Stream;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetSplit;

/** What a trainer writes beside the files that it is given, so as to read examples in any order without holding them. */
final class Scratch {

    /** A token, or a number of a table. */
    private static final int VALUE_BYTES = 4;

    /** Where a text's tokens begin, and how many they are. */
    private static final int PLACE_BYTES = 12;

    /** Handwritten digits unpack to five times, English text to three times what gzip left of them. */
    private static final double UNPACKED = 5;

    private Scratch() {}

    /**
     * An estimate, in bytes, of what is written for both splits: never less, but for what gzip packs better than by five. A
     * text's tokens are reckoned as one for each character or byte, which they are at the most.
     */
    static double bytes(DataFormat format, DatasetSplit train, DatasetSplit evaluation) {
        return Stream.of(train, evaluation)
                .mapToDouble(split -> bytes(format, split))
                .sum();
    }

    private static double bytes(DataFormat format, DatasetSplit split) {
        double examples = split.examples();
        return switch (format) {
            case DataFormat.Idx idx -> copies(split);
            case DataFormat.Csv csv ->
                copies(split)
                        + examples
                                * VALUE_BYTES
                                * (csv.inputs().size() + csv.targets().size());
            case DataFormat.ImageFolder images -> examples * images.channels() * images.height() * images.width();
            case DataFormat.Jsonl lines -> copies(split) + unpacked(split) * VALUE_BYTES + examples * PLACE_BYTES;
            case DataFormat.Text text -> copies(split) + examples * VALUE_BYTES;
        };
    }

    /** Copies of the gzipped files as they are without gzip. */
    private static double copies(DatasetSplit split) {
        return split.files().stream()
                .filter(Scratch::isPacked)
                .mapToDouble(Scratch::unpacked)
                .sum();
    }

    private static double unpacked(DatasetSplit split) {
        return split.files().stream().mapToDouble(Scratch::unpacked).sum();
    }

    /** Files of unknown size, in a local manifest, count nothing. */
    private static double unpacked(DatasetFile file) {
        double size = Objects.requireNonNullElse(file.size(), 0L);
        return isPacked(file) ? UNPACKED * size : size;
    }

    private static boolean isPacked(DatasetFile file) {
        return file.path().endsWith(".gz");
    }
}
