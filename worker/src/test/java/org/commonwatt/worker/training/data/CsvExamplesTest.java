package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.Target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CsvExamplesTest {

    private static final DataFormat.Csv FLOWERS = new DataFormat.Csv(
            List.of("length", "width"), List.of("kind"), ",", new Target.Classes(List.of("rose", "tulip")));

    @TempDir
    Path folder;

    @Test
    void columnsAreFoundByNameInTheManifestsOrder() throws Exception {
        try (Examples examples = open(FLOWERS, "kind,width,note,length\ntulip,2,\"a, b\",1.5\nrose,4,,3e1\n", 2)) {
            assertThat(examples.count()).isEqualTo(2);
            assertThat(input(examples, 0)).containsExactly(1.5f, 2);
            assertThat(input(examples, 1)).containsExactly(30, 4);
            assertThat(target(examples, 0)).containsExactly(1);
            assertThat(target(examples, 1)).containsExactly(0);
        }
    }

    @Test
    void quotedFieldsMayHoldLineBreaksAndQuotes() throws Exception {
        String text = "length,width,kind,note\r\n1,2,rose,\"two\r\nlines, \"\"quoted\"\"\"\r\n3,4,tulip,x\r\n";
        try (Examples examples = open(FLOWERS, text, 2)) {
            assertThat(input(examples, 1)).containsExactly(3, 4);
        }
    }

    @Test
    void aClassMayBeGivenByItsIndex() throws Exception {
        try (Examples examples = open(FLOWERS, "length,width,kind\n1,2,1\n", 1)) {
            assertThat(target(examples, 0)).containsExactly(1);
        }
    }

    @Test
    void whereAClassIsCalledByANumberNamesAloneCount() throws Exception {
        DataFormat.Csv stars = new DataFormat.Csv(
                List.of("length", "width"), List.of("kind"), ",", new Target.Classes(List.of("1", "2", "3")));
        try (Examples examples = open(stars, "length,width,kind\n1,2,3\n1,2,1\n", 2)) {
            assertThat(target(examples, 0)).containsExactly(2);
            assertThat(target(examples, 1)).containsExactly(0);
        }
        assertThatThrownBy(() -> open(stars, "length,width,kind\n1,2,1\n1,2,0\n", 2))
                .isInstanceOf(DataFault.class)
                .hasMessage("flowers.csv, record 1: '0' is no class's name; where one is called by a number, indices"
                        + " don't count");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheHeader() throws Exception {
        try (Examples examples = open(FLOWERS, "\ufefflength,width,kind\n1,2,rose\n", 1)) {
            assertThat(input(examples, 0)).containsExactly(1, 2);
        }
    }

    @Test
    void numbersAndAnotherSeparatorWork() throws Exception {
        DataFormat.Csv format = new DataFormat.Csv(List.of("x"), List.of("y", "z"), ";", new Target.Numbers(2));
        try (Examples examples = open(format, "z;y;x\n3;2;1\n", 1)) {
            float[] values = new float[2];
            examples.readTarget(0, values, 0);
            assertThat(values).containsExactly(2, 3);
        }
    }

    @Test
    void faultsNameFileRecordAndReason() {
        refused("length,width\n1,2\n", 1, "flowers.csv: no column is named 'kind'; it has [length, width]");
        refused("length,width,kind,width\n1,2,rose,3\n", 1, "flowers.csv: two columns are named 'width'");
        refused(
                "length,width,kind\n1,2,rose\n1,2,daisy\n",
                2,
                "flowers.csv, record 1: 'daisy' is neither a class's name nor its index");
        refused(
                "length,width,kind\n1,2,2\n",
                1,
                "flowers.csv, record 0: label 2 where the manifest names classes 0 to 1");
        refused(
                "length,width,kind\n1,two,rose\n",
                1,
                "flowers.csv, record 0: column 'width' has 'two', which is not a number");
        refused(
                "length,width,kind\nNaN,2,rose\n",
                1,
                "flowers.csv, record 0: column 'length' has 'NaN', which is not a finite number");
        refused("length,width,kind\n1,2\n", 1, "flowers.csv, record 0: has 2 values; the header names 3");
        refused(
                "length,width,kind\n1,2,rose\n",
                2,
                "flowers.csv: has 1 records, but the manifest says that split train has 2 examples");
        refused("", 1, "flowers.csv: empty: it has no header line");
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        Path file = Files.write(folder.resolve("data.csv"), "länge".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> open(FLOWERS, file, 1))
                .isInstanceOf(DataFault.class)
                .hasMessage("flowers.csv: not UTF-8 text");
    }

    @Test
    void numbersNeedAsManyTargetColumnsAsTheirWidth() {
        DataFormat.Csv format = new DataFormat.Csv(List.of("x"), List.of("y"), ",", new Target.Numbers(2));

        assertThatThrownBy(() -> open(format, "x,y\n1,2\n", 1))
                .isInstanceOf(DataFault.class)
                .hasMessageContaining("names 1 target columns, where its target needs 2");
    }

    private void refused(String text, long examples, String message) {
        assertThatThrownBy(() -> open(FLOWERS, text, examples))
                .isInstanceOf(DataFault.class)
                .hasMessage(message);
    }

    private Examples open(DataFormat.Csv format, String text, long examples) throws Exception {
        return open(format, Files.writeString(folder.resolve("data.csv"), text), examples);
    }

    private Examples open(DataFormat.Csv format, Path file, long examples) throws Exception {
        Split split = new Split("train", examples, List.of(new Split.File("flowers.csv", file)));
        return CsvExamples.open(format, split, folder);
    }

    private static float[] input(Examples examples, long index) throws Exception {
        float[] values = new float[2];
        examples.readInput(index, values, 0);
        return values;
    }

    private static float[] target(Examples examples, long index) throws Exception {
        float[] values = new float[1];
        examples.readTarget(index, values, 0);
        return values;
    }
}
