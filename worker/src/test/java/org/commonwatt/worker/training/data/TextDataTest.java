package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.spec.DatasetRef;
import org.commonwatt.protocol.spec.DatasetUse;
import org.commonwatt.protocol.spec.TextUse;
import org.commonwatt.protocol.spec.Tokenizer;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TextDataTest {

    private static final DataFormat.Jsonl LABELLED =
            new DataFormat.Jsonl("text", "label", new Target.Classes(List.of("ham", "spam")));
    private static final DataFormat.Jsonl PAIRS = new DataFormat.Jsonl("word", "sounds", new Target.Text());
    private static final Tokenizer CHARACTERS = new Tokenizer.Characters(30);

    private final NDManager manager = Torch.load().newBaseManager();

    @TempDir
    Path folder;

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void aPlainTextGivesWindowsWhoseTargetsAreOneTokenLater() throws Exception {
        try (Splits data = open(new DataFormat.Text(), use(CHARACTERS, 3, null, null), "abcdefgh", 8, "aaax", 4)) {
            assertThat(data.train().count()).isEqualTo(2);

            Batches.Batch batch =
                    data.train().batches(5, manager).read(0, new Epoch(place -> 1 - place, null), manager);

            assertThat(batch.inputs().singletonOrThrow().getDataType()).isEqualTo(DataType.INT64);
            assertThat(batch.inputs().singletonOrThrow().getShape()).isEqualTo(new Shape(2, 3));
            assertThat(batch.inputs().singletonOrThrow().toLongArray()).containsExactly(7, 8, 9, 4, 5, 6);
            assertThat(batch.targets().toLongArray()).containsExactly(8, 9, 10, 5, 6, 7);
            assertThat(batch.targets().getShape()).isEqualTo(new Shape(2, 3));
        }
    }

    @Test
    void theVocabularyComesFromTheTrainingSplitAlone() throws Exception {
        try (Splits data = open(new DataFormat.Text(), use(CHARACTERS, 3, null, null), "abcdefgh", 8, "aaax", 4)) {
            Batches.Batch held = data.evaluation().batches(5, manager).read(0, Epoch.IN_ORDER, manager);

            assertThat(held.inputs().singletonOrThrow().toLongArray()).containsExactly(4, 4, 4);
            assertThat(held.targets().toLongArray()).containsExactly(4, 4, TextUse.UNKNOWN);
        }
    }

    @Test
    void labelledTextsAreCutOrFilledUpAndLabelsAreNamesOrIndices() throws Exception {
        String train = """
                {"text": "abcd", "label": "spam", "from": "someone"}
                {"text": "a", "label": 0}

                {"text": "", "label": "1"}""";
        try (Splits data = open(LABELLED, use(CHARACTERS, 3, null, null), train, 3, train, 3)) {
            Batches.Batch batch = data.train().batches(3, manager).read(0, Epoch.IN_ORDER, manager);

            assertThat(batch.inputs().singletonOrThrow().getShape()).isEqualTo(new Shape(3, 3));
            assertThat(batch.inputs().singletonOrThrow().toLongArray()).containsExactly(4, 5, 6, 4, 0, 0, 1, 0, 0);
            assertThat(batch.targets().getShape()).isEqualTo(new Shape(3, 1));
            assertThat(batch.targets().toLongArray()).containsExactly(1, 0, 1);
        }
    }

    @Test
    void pairsGiveSourceStartedTargetAndEndedTargetAsWideAsTheLongest() throws Exception {
        String train = """
                {"word": "ab", "sounds": "AH0 B"}
                {"word": "bba", "sounds": "B"}
                """;
        try (Splits data = open(PAIRS, use(CHARACTERS, 9, new Tokenizer.Words(20), 9), train, 2, train, 2)) {
            Batches.Batch both = data.train().batches(2, manager).read(0, Epoch.IN_ORDER, manager);

            assertThat(both.inputs()).hasSize(2);
            assertThat(both.inputs().get(0).getShape()).isEqualTo(new Shape(2, 3));
            assertThat(both.inputs().get(0).toLongArray()).containsExactly(4, 5, 0, 5, 5, 4);
            // B is more frequent than AH0: 4 and 5.
            assertThat(both.inputs().get(1).toLongArray()).containsExactly(2, 5, 4, 2, 4, 0);
            assertThat(both.targets().toLongArray()).containsExactly(5, 4, 3, 4, 3, 0);

            Batches.Batch first = data.train().batches(2, manager).readFirst(1, Epoch.IN_ORDER, manager);
            assertThat(first.inputs().get(0).getShape()).isEqualTo(new Shape(1, 2));
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() throws Exception {
        String train = "\ufeff{\"text\": \"ab\", \"label\": 0}\n";
        try (Splits data = open(LABELLED, use(CHARACTERS, 2, null, null), train, 1, train, 1)) {
            assertThat(data.train().count()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"text\": \"a\", \"label\": \"eggs\"}|'eggs' is neither a class's name nor its index",
                "{\"text\": \"a\", \"label\": 2}|label 2 where the manifest names classes 0 to 1",
                "{\"text\": \"a\", \"label\": 1.5}|field 'label' is no text and no whole number",
                "{\"text\": 7, \"label\": 1}|field 'text' is no text",
                "{\"txt\": \"a\", \"label\": 1}|has no field 'text'; it has [txt, label]",
                "[1]|not a JSON object",
                "{\"text\": \"a|not JSON: "
            })
    void aDamagedRecordIsNamedWithFileNumberAndReason(String line, String reason) {
        String train = "{\"text\": \"fine\", \"label\": 0}\n" + line;

        assertThatThrownBy(() -> open(LABELLED, use(CHARACTERS, 3, null, null), train, 2, train, 2))
                .isInstanceOf(DataFault.class)
                .hasMessageContaining("train.txt, record 1: " + reason);
    }

    @Test
    void otherNumbersOfExamplesThanAnnouncedAreRefused() {
        String line = "{\"text\": \"a\", \"label\": 0}";

        assertThatThrownBy(() -> open(LABELLED, use(CHARACTERS, 3, null, null), line, 2, line, 1))
                .hasMessage("train.txt: has 1 records, but the manifest says that split train has 2 examples");
        assertThatThrownBy(() -> open(new DataFormat.Text(), use(CHARACTERS, 3, null, null), "a😀cde", 6, line, 1))
                .hasMessage("train.txt: has 5 characters, but the manifest says that split train has 6");
    }

    @Test
    void textsWithCounterpartsThatAreTooLongAreRefused() {
        String train = "{\"word\": \"abc\", \"sounds\": \"A B C\"}";

        assertThatThrownBy(() -> open(PAIRS, use(CHARACTERS, 2, null, 9), train, 1, train, 1))
                .hasMessage("train.txt, record 0: its input has 3 tokens, where the spec's length 2 ends");
        assertThatThrownBy(() -> open(PAIRS, use(CHARACTERS, 3, new Tokenizer.Words(9), 3), train, 1, train, 1))
                .hasMessage("train.txt, record 0: its target has 4 tokens, where the spec's targetLength 3 ends");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws Exception {
        Path file = folder.resolve("train.txt");
        Files.write(file, new byte[] {'a', (byte) 0xff, 'b'});
        Map<String, String> files = Map.of("train.txt", file.toString(), "held.txt", file.toString());
        DatasetUse use = use(CHARACTERS, 1, null, null);

        assertThatThrownBy(() -> Splits.open(manifest(new DataFormat.Text(), 3, 3), use, files, folder))
                .isInstanceOf(DataFault.class)
                .hasMessageContaining("train.txt: not UTF-8 text");
        assertThatThrownBy(() -> Splits.open(manifest(LABELLED, 3, 3), use, files, folder))
                .isInstanceOf(DataFault.class)
                .hasMessageContaining("train.txt, record 0: not UTF-8 text");
    }

    @Test
    void aTextOfFewerTokensThanAWindowIsRefused() {
        DatasetUse words = use(new Tokenizer.Words(30), 3, null, null);

        assertThatThrownBy(() -> open(new DataFormat.Text(), words, "one two three", 13, "x", 1))
                .hasMessage("train.txt: has 3 tokens, too few for a window of 3 and the token after it");
    }

    @Test
    void aTextLongerThanAPartIsReadAsAWhole() throws Exception {
        String text = "It's 😀 no matter, where a long text's parts end. ".repeat(4000);
        long characters = text.codePoints().count();
        DatasetUse words = use(new Tokenizer.Words(30), 12, null, null);

        try (Splits data = open(new DataFormat.Text(), words, text, characters, text, characters)) {
            Batches batches = data.train().batches(1, manager);
            assertThat(data.train().count()).isEqualTo((4000 * 12 - 1) / 12);
            long[] first = batches.read(0, new Epoch(place -> 0, null), manager)
                    .inputs()
                    .get(0)
                    .toLongArray();
            for (long window : List.of(100L, 1500L, 3000L, 3998L)) {
                assertThat(batches.read(0, new Epoch(place -> window, null), manager)
                                .inputs()
                                .get(0)
                                .toLongArray())
                        .isEqualTo(first);
            }
        }
    }

    private Splits open(DataFormat format, DatasetUse use, String train, long trainCount, String held, long heldCount)
            throws IOException, DataFault {
        Map<String, String> files = Map.of("train.txt", write("train.txt", train), "held.txt", write("held.txt", held));
        return Splits.open(manifest(format, trainCount, heldCount), use, files, folder);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8)
                .toString();
    }

    private static DatasetManifest manifest(DataFormat format, long train, long held) {
        Map<String, DatasetSplit> splits = Map.of(
                "train", new DatasetSplit(train, List.of(new DatasetFile("train.txt", null, null))),
                "heldOut", new DatasetSplit(held, List.of(new DatasetFile("held.txt", null, null))));
        return new DatasetManifest("texts", 1, "Texts", null, "CC0-1.0", "made up", format, splits);
    }

    private static DatasetUse use(
            Tokenizer tokenizer, int length, @Nullable Tokenizer ofTargets, @Nullable Integer targetLength) {
        TextUse text = new TextUse(tokenizer, length, ofTargets, targetLength, false);
        return new DatasetUse(new DatasetRef.Named("texts", 1), "train", "heldOut", List.of(), text);
    }
}
