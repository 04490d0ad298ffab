package org.commonwatt.protocol.plan;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.dataset.Target;

import static org.assertj.core.api.Assertions.assertThat;

class ScratchTest {

    private static final Target.Classes CLASSES = new Target.Classes(List.of("no", "yes"));

    @Test
    void imagesAreKeptDecodedWhateverTheirZipTakes() {
        var images = new DataFormat.ImageFolder(3, 224, 224, CLASSES);
        assertThat(Scratch.bytes(images, split(150_000, "train.zip"), split(1000, "held.zip")))
                .isEqualTo(151_000.0 * 3 * 224 * 224);
    }

    @Test
    void tablesBecomeNumbersOfFourBytes() {
        var rows = new DataFormat.Csv(List.of("a", "b"), List.of("y"), ",", CLASSES);
        assertThat(Scratch.bytes(rows, split(100, "train.csv"), split(20, "held.csv")))
                .isEqualTo(120 * 3 * 4);
    }

    @Test
    void whatIsPackedIsUnpackedBesideWhatIsMadeOfIt() {
        var rows = new DataFormat.Csv(List.of("a", "b"), List.of("y"), ",", CLASSES);
        assertThat(Scratch.bytes(rows, split(100, "train.csv.gz"), split(20, "held.csv")))
                .isEqualTo(120 * 3 * 4 + 5 * 1000);
        var lines = new DataFormat.Jsonl("text", "label", CLASSES);
        assertThat(Scratch.bytes(lines, split(10, "train.jsonl.gz"), split(2, "held.jsonl")))
                .isEqualTo((5 + 1) * 1000 * 4 + 12 * 12 + 5 * 1000);
    }

    @Test
    void arraysAreReadWhereTheyLieUnlessTheyArePacked() {
        var digits = new DataFormat.Idx(List.of(1, 28, 28), CLASSES);
        assertThat(Scratch.bytes(digits, split(100, "train.idx3"), split(20, "held.idx3")))
                .isZero();
        assertThat(Scratch.bytes(digits, split(100, "train.idx3.gz"), split(20, "held.idx3")))
                .isEqualTo(5 * 1000);
    }

    @Test
    void textsBecomeTokensOfFourBytes() {
        var text = new DataFormat.Text();
        assertThat(Scratch.bytes(text, split(900, "train.txt"), split(50, "held.txt.gz")))
                .isEqualTo(950 * 4 + 5 * 1000);
        var lines = new DataFormat.Jsonl("text", "label", CLASSES);
        assertThat(Scratch.bytes(lines, split(10, "train.jsonl"), split(2, "held.jsonl")))
                .isEqualTo(2 * 1000 * 4 + 12 * 12);
    }

    /** Its file has 1,000 bytes. */
    private static DatasetSplit split(long examples, String file) {
        return new DatasetSplit(examples, List.of(new DatasetFile(file, "0".repeat(64), 1000L)));
    }
}
