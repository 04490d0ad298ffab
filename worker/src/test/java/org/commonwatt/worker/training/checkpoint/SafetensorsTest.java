package org.commonwatt.worker.training.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SafetensorsTest {

    @TempDir
    Path folder;

    @Test
    void theBytesAreAsTheFormatSays() throws IOException {
        Path file = folder.resolve("model.safetensors");
        SafetensorsWriter.write(file, new TreeMap<>(Map.of("b", "2", "a", "1")), List.of(tensor("w", 1, 2, 1f, 2f)));

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.getLong();
        byte[] header = new byte[(int) length];
        bytes.get(header);
        assertThat(length % 8).isZero();
        assertThat(new String(header, StandardCharsets.UTF_8).stripTrailing())
                .isEqualTo("{\"__metadata__\":{\"a\":\"1\",\"b\":\"2\"},"
                        + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}");
        assertThat(bytes.getFloat()).isEqualTo(1f);
        assertThat(bytes.getFloat()).isEqualTo(2f);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void anotherReaderUnderstandsTheFile() throws IOException {
        Path file = folder.resolve("model.safetensors");
        SafetensorsWriter.write(
                file,
                new TreeMap<>(Map.of("format", "pt")),
                List.of(tensor("a", 1, 1, 3f), tensor("b", 2, 2, 1f, 2f, 3f, 4f)));

        try (NDManager manager = Torch.load().newBaseManager()) {
            NDList list = NDList.decode(manager, Files.newInputStream(file));
            assertThat(list.get("a").toFloatArray()).containsExactly(3);
            assertThat(list.get("b").getShape()).isEqualTo(new Shape(2, 2));
            assertThat(list.get("b").toFloatArray()).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        Path file = folder.resolve("file.safetensors");
        SafetensorsWriter.write(
                file,
                new TreeMap<>(Map.of("key", "värde \"quoted\"")),
                List.of(tensor("a", 1, 1, 3f), tensor("b", 1, 2, 1f, 2f)));

        try (SafetensorsFile in = SafetensorsFile.open(file)) {
            assertThat(in.metadata()).containsExactly(Map.entry("key", "värde \"quoted\""));
            NamedTensor into = tensor("b", 1, 2, 0f, 0f);
            in.read("b", into.bytes());
            assertThat(into.bytes().getFloat(4)).isEqualTo(2f);
            assertThatThrownBy(() -> in.read("c", into.bytes())).hasMessageContaining("has no array c");
            assertThatThrownBy(() -> in.read("a", into.bytes())).hasMessageContaining("a has 4 bytes where 8");
        }
    }

    @Test
    void anOlderFileIsReplacedWholeAndNoDraftIsLeft() throws IOException {
        Path file = folder.resolve("file.safetensors");
        Files.writeString(file, "older");
        SafetensorsWriter.write(file, new TreeMap<>(), List.of(tensor("a", 1, 1, 3f)));

        try (SafetensorsFile in = SafetensorsFile.open(file);
                Stream<Path> files = Files.list(folder)) {
            assertThat(in.metadata()).isEmpty();
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aWriteThatFailsLeavesTheOlderFileAndNoDraft() throws IOException {
        Path file = Files.createDirectory(folder.resolve("a-folder-in-the-way"));
        Path inside = Files.writeString(file.resolve("inside"), "older");

        assertThatThrownBy(() -> SafetensorsWriter.write(file, new TreeMap<>(), List.of(tensor("a", 1, 1, 3f))))
                .isInstanceOf(IOException.class);

        assertThat(inside).hasContent("older");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        Path file = folder.resolve("file.safetensors");
        SafetensorsWriter.write(file, new TreeMap<>(), List.of(tensor("a", 1, 2, 3f, 4f)));
        byte[] whole = Files.readAllBytes(file);

        refused(Arrays.copyOf(whole, 4), "ends too early");
        refused(Arrays.copyOf(whole, whole.length - 1), "a lies outside of the file");
        refused(Arrays.copyOf(whole, 40), "its header would take");
        byte[] notJson = whole.clone();
        notJson[8] = 'x';
        refused(notJson, "its header is not JSON");
        refused(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, 0}, "its header would take -1 bytes");
    }

    @Test
    void valuesOfAnotherTypeAreRefusedBeforeTheEngineSeesThem() throws IOException {
        Path file = folder.resolve("file.safetensors");
        SafetensorsWriter.write(file, new TreeMap<>(), List.of(tensor("a", 1, 2, 3f, 4f)));
        byte[] whole = Files.readAllBytes(file);
        int place = new String(whole, StandardCharsets.ISO_8859_1).indexOf("F32");

        for (String type : List.of("BF1", "I16", "U16", "U32", "U64")) {
            byte[] other = whole.clone();
            System.arraycopy(type.getBytes(StandardCharsets.ISO_8859_1), 0, other, place, 3);
            refused(other, "a is not float32");
        }
    }

    private void refused(byte[] bytes, String message) throws IOException {
        Path file = Files.write(folder.resolve("damaged.safetensors"), bytes);
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("damaged.safetensors: ")
                .hasMessageContaining(message);
    }

    private static NamedTensor tensor(String name, long rows, long columns, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return new NamedTensor(name, new Shape(rows, columns), bytes);
    }
}
