package org.commonwatt.worker.training.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.spec.DatasetRef;
import org.commonwatt.protocol.spec.DatasetUse;
import org.commonwatt.protocol.spec.TextUse;
import org.commonwatt.protocol.spec.Tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SplitsTest {

    @TempDir
    Path folder;

    @Test
    void numbersThatAreNoSharesAreNamed() throws Exception {
        DataFormat.Csv rows = new DataFormat.Csv(List.of("x"), List.of("y", "z"), ",", new Target.Numbers(2));

        try (Splits shares =
                open(rows, null, Files.writeString(folder.resolve("rows.csv"), "x,y,z\n5,0,1\n7,0.5,1\n"))) {
            shares.requireShares();
        }
        try (Splits others =
                open(rows, null, Files.writeString(folder.resolve("rows.csv"), "x,y,z\n5,0,1\n7,0.5,2\n"))) {
            assertThatThrownBy(others::requireShares)
                    .isInstanceOf(DataFault.class)
                    .hasMessage(
                            "split train, record 1: a target of 2.0, where binaryCrossEntropy takes those from 0 to 1");
        }
    }

    @Test
    void theTypeOfInputsIsSaidWhereTheyAreNoBytes() throws Exception {
        DataFormat.Idx arrays = new DataFormat.Idx(List.of(2), new Target.Numbers(1));
        Path targets = IdxFiles.floats(folder.resolve("targets.idx"), new int[] {2}, 0, 1);
        Path bytes = IdxFiles.bytes(folder.resolve("bytes.idx"), new int[] {2, 2}, 1, 2, 3, 4);
        Path floats = IdxFiles.floats(folder.resolve("floats.idx"), new int[] {2, 2}, 1, 2, 3, 4);

        try (Splits ofBytes = open(arrays, null, bytes, targets);
                Splits ofFloats = open(arrays, null, floats, targets)) {
            assertThat(ofBytes.inputType()).isNull();
            assertThat(ofFloats.inputType()).isEqualTo("float32");
        }
    }

    @Test
    void aPackedTextIsUnpackedOnceForEachSplit() throws Exception {
        Path packed = IdxFiles.gzipped(Files.writeString(folder.resolve("text.txt"), "ab"));
        TextUse use = new TextUse(new Tokenizer.Characters(9), 1, null, null, false);

        try (Splits data = open(new DataFormat.Text(), use, packed);
                var files = Files.list(folder)) {
            assertThat(data.train().count()).isEqualTo(1);
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("unpacked-")))
                    .hasSize(2);
        }
    }

    /** Two examples in each split, from the same files. */
    private Splits open(DataFormat format, @Nullable TextUse text, Path... files) throws Exception {
        DatasetSplit split = new DatasetSplit(
                2,
                List.of(files).stream()
                        .map(file -> new DatasetFile(file.getFileName().toString(), null, null))
                        .toList());
        DatasetManifest manifest = new DatasetManifest(
                "made-up", 1, "Made up", null, "CC0-1.0", "made up", format, Map.of("train", split, "heldOut", split));
        DatasetUse use = new DatasetUse(new DatasetRef.Named("made-up", 1), "train", "heldOut", List.of(), text);
        Map<String, String> places = new HashMap<>();
        for (Path file : files) {
            places.put(file.getFileName().toString(), file.toString());
        }
        return Splits.open(manifest, use, places, folder);
    }
}
