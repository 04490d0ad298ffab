package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.Target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdxExamplesTest {

    private static final DataFormat.Idx DIGITS =
            new DataFormat.Idx(List.of(1, 2, 2), new Target.Classes(List.of("even", "odd")));

    @TempDir
    Path folder;

    private Path inputs;
    private Path labels;

    @BeforeEach
    void writeThreeExamples() {
        inputs = IdxFiles.bytes(
                folder.resolve("inputs"), new int[] {3, 2, 2}, 0, 1, 2, 3, 4, 5, 6, 7, 200, 201, 254, 255);
        labels = IdxFiles.bytes(folder.resolve("labels"), new int[] {3}, 0, 1, 0);
    }

    @Test
    void everyExampleCanBeReadInAnyOrder() throws Exception {
        try (Examples examples = open(DIGITS, 3)) {
            assertThat(examples.count()).isEqualTo(3);
            assertThat(input(examples, 2, 4)).containsExactly(200, 201, 254, 255);
            assertThat(input(examples, 0, 4)).containsExactly(0, 1, 2, 3);
            assertThat(target(examples, 1, 1)).containsExactly(1);
        }
    }

    @Test
    void gzippedFilesReadTheSame() throws Exception {
        inputs = IdxFiles.gzipped(inputs);
        labels = IdxFiles.gzipped(labels);

        try (Examples examples = open(DIGITS, 3)) {
            assertThat(input(examples, 1, 4)).containsExactly(4, 5, 6, 7);
            assertThat(target(examples, 1, 1)).containsExactly(1);
        }
    }

    @Test
    void allTypesOfValuesAreRead() throws Exception {
        DataFormat.Idx numbers = new DataFormat.Idx(List.of(2), new Target.Numbers(1));
        labels = IdxFiles.floats(labels, new int[] {1}, 0.5f);
        for (IdxType type : IdxType.values()) {
            inputs = IdxFiles.write(inputs, 8 + typeCode(type), new int[] {1, 2}, out -> {
                for (int value : new int[] {3, 100}) {
                    switch (type) {
                        case UINT8, INT8 -> out.writeByte(value);
                        case INT16 -> out.writeShort(value);
                        case INT32 -> out.writeInt(value);
                        case FLOAT32 -> out.writeFloat(value);
                        case FLOAT64 -> out.writeDouble(value);
                    }
                }
            });
            try (Examples examples = open(numbers, 1)) {
                assertThat(input(examples, 0, 2)).as(type.name()).containsExactly(3, 100);
                assertThat(target(examples, 0, 1)).containsExactly(0.5f);
            }
        }
    }

    @Test
    void aLabelWithoutClassNamesItsRecord() {
        IdxFiles.bytes(labels, new int[] {3}, 0, 1, 2);

        refused(3, "labels-file, record 2: label 2 where the manifest names classes 0 to 1");
    }

    @Test
    void aNegativeLabelIsRefused() {
        IdxFiles.write(labels, 0x09, new int[] {3}, out -> out.write(new byte[] {0, -1, 1}));

        refused(3, "labels-file, record 1: label -1");
    }

    @Test
    void labelsThatAreNotWholeAreRefused() {
        IdxFiles.floats(labels, new int[] {3}, 0, 1, 0);

        refused(3, "labels-file: class labels are whole numbers, not FLOAT32");
    }

    @Test
    void targetsMustBeFinite() {
        IdxFiles.floats(labels, new int[] {3}, 0, Float.NaN, 0);

        assertThatThrownBy(() -> open(new DataFormat.Idx(List.of(1, 2, 2), new Target.Numbers(1)), 3))
                .isInstanceOf(DataFault.class)
                .hasMessage("labels-file, record 1: a target that is not a finite number: NaN");
    }

    @Test
    void anotherNumberOfExamplesThanAnnouncedIsRefused() {
        refused(4, "inputs-file: has 3 records, but the manifest says that split train has 4 examples");
    }

    @Test
    void aTruncatedFileSaysHowMuchIsMissing() throws IOException {
        byte[] whole = Files.readAllBytes(inputs);
        Files.write(inputs, Arrays.copyOf(whole, whole.length - 1));

        refused(3, "inputs-file: its header announces 3 records of 4 values, which take 28 bytes, but it has 27 bytes");
    }

    @Test
    void bytesAfterTheEndAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(inputs);
        Files.write(inputs, Arrays.copyOf(whole, whole.length + 1));

        refused(3, "it has 29 bytes");
    }

    @Test
    void anInputThatIsNoFiniteNumberIsNamedWhenItIsRead() throws Exception {
        IdxFiles.floats(inputs, new int[] {3, 4}, 0, 1, 2, 3, 4, 5, Float.NaN, 7, 8, 9, 10, 11);

        try (Examples examples = open(DIGITS, 3)) {
            assertThat(input(examples, 2, 4)).containsExactly(8, 9, 10, 11);
            assertThatThrownBy(() -> input(examples, 1, 4))
                    .isInstanceOf(DataFault.class)
                    .hasMessage("inputs-file, record 1: an input that is not a finite number: NaN");
        }
    }

    @Test
    void anInputOfAnotherShapeIsRefused() {
        IdxFiles.bytes(inputs, new int[] {3, 2}, 0, 1, 2, 3, 4, 5);

        refused(3, "inputs-file: a record has 2 values, but the manifest's input shape [1, 2, 2] has 4");
    }

    @Test
    void somethingElseThanIdxIsRefused() throws IOException {
        Files.writeString(inputs, "x,y\n1,2\n");
        refused(3, "inputs-file: not an IDX file");
        Files.write(inputs, new byte[] {0, 0, 8});
        refused(3, "inputs-file: it ends within its header");
        Files.write(inputs, new byte[] {0, 0, 7, 1, 0, 0, 0, 1, 0});
        refused(3, "inputs-file: unknown IDX type 0x07");
        Files.write(inputs, new byte[] {0, 0, 8, 0});
        refused(3, "inputs-file: an IDX file without dimensions");
    }

    @Test
    void sizesBeyondAnyFileAreRefusedWithoutAllocatingThem() {
        IdxFiles.bytes(inputs, new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE});
        refused(3, "inputs-file: its header announces more values than any file can hold");
        IdxFiles.bytes(inputs, new int[] {3, -1, 2});
        refused(3, "inputs-file: dimension 1 has the impossible size -1");
    }

    @Test
    void damagedGzipDataIsRefused() throws IOException {
        Path packed = IdxFiles.gzipped(inputs);
        byte[] bytes = Files.readAllBytes(packed);
        bytes[bytes.length - 6] ^= 0x55;
        inputs = Files.write(packed, bytes);

        refused(3, "inputs-file: damaged gzip data");
    }

    @Test
    void aGzipBombStopsAtTheSizeThatTheManifestAllows() throws IOException {
        inputs = IdxFiles.gzipped(Files.write(inputs, new byte[10_000_000]));

        refused(3, "inputs-file: unpacks to more than the");
    }

    private void refused(long examples, String message) {
        assertThatThrownBy(() -> open(DIGITS, examples))
                .isInstanceOf(DataFault.class)
                .hasMessageContaining(message);
    }

    private Examples open(DataFormat.Idx format, long examples) throws Exception {
        Split split = new Split(
                "train",
                examples,
                List.of(new Split.File("inputs-file", inputs), new Split.File("labels-file", labels)));
        return IdxExamples.open(format, split, folder);
    }

    private static int typeCode(IdxType type) {
        return switch (type) {
            case UINT8 -> 0;
            case INT8 -> 1;
            case INT16 -> 3;
            case INT32 -> 4;
            case FLOAT32 -> 5;
            case FLOAT64 -> 6;
        };
    }

    private static float[] input(Examples examples, long index, int length) throws Exception {
        float[] values = new float[length];
        examples.readInput(index, values, 0);
        return values;
    }

    private static float[] target(Examples examples, long index, int length) throws Exception {
        float[] values = new float[length];
        examples.readTarget(index, values, 0);
        return values;
    }
}
