package org.commonwatt.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Makes the data that all contenders learn from: what it holds takes no time to learn or not to learn. */
public final class Noise {

    /** Characters of the text; with the four reserved numbers they are 65 symbols. */
    static final int CHARACTERS = 61;

    private static final int IMAGES = 4096;
    private static final int SEQUENCES = 2048;
    private static final int WINDOWS = 6000;

    private static final int UINT8 = 0x08;
    private static final int FLOAT32 = 0x0d;

    private Noise() {}

    /** Takes the folder to write to. */
    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]);
        images(Files.createDirectories(root.resolve("cnn")));
        sequences(Files.createDirectories(root.resolve("lstm")));
        text(Files.createDirectories(root.resolve("gpt")));
    }

    private static void images(Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        ByteBuffer pixels = header(UINT8, IMAGES * 784, IMAGES, 28, 28);
        while (pixels.hasRemaining()) {
            pixels.put((byte) random.nextInt(256));
        }
        Files.write(folder.resolve("images.idx"), pixels.array());
        labels(folder, IMAGES, random);
        Files.writeString(folder.resolve("dataset.yaml"), arrays("bench-cnn", "[1, 28, 28]", "images.idx", IMAGES));
    }

    private static void sequences(Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        ByteBuffer values = header(FLOAT32, SEQUENCES * 50 * 32 * Float.BYTES, SEQUENCES, 50, 32);
        while (values.hasRemaining()) {
            values.putFloat((float) random.nextDouble(-1, 1));
        }
        Files.write(folder.resolve("sequences.idx"), values.array());
        labels(folder, SEQUENCES, random);
        Files.writeString(folder.resolve("dataset.yaml"), arrays("bench-lstm", "[50, 32]", "sequences.idx", SEQUENCES));
    }

    private static void labels(Path folder, int count, SplittableRandom random) throws IOException {
        ByteBuffer labels = header(UINT8, count, count);
        while (labels.hasRemaining()) {
            labels.put((byte) random.nextInt(10));
        }
        Files.write(folder.resolve("labels.idx"), labels.array());
    }

    private static void text(Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        int length = WINDOWS * 64 + 1;
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('A' + random.nextInt(CHARACTERS)));
        }
        Files.writeString(folder.resolve("text.txt"), text);
        Files.writeString(folder.resolve("dataset.yaml"), """
                name: bench-gpt
                version: 1
                title: Noise
                licence: CC0-1.0
                source: made for a measurement
                format: {type: text}
                splits:
                  train: {examples: %1$d, files: [{path: text.txt}]}
                  heldOut: {examples: %1$d, files: [{path: text.txt}]}
                """.formatted(length));
    }

    private static String arrays(String name, String shape, String inputs, int examples) {
        return """
                name: %1$s
                version: 1
                title: Noise
                licence: CC0-1.0
                source: made for a measurement
                format:
                  type: idx
                  inputShape: %2$s
                  target: {type: classes, names: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]}
                splits:
                  train: {examples: %3$d, files: [{path: %4$s}, {path: labels.idx}]}
                  heldOut: {examples: %3$d, files: [{path: %4$s}, {path: labels.idx}]}
                """.formatted(name, shape, examples, inputs);
    }

    /** An IDX header, and room for the values behind it. */
    private static ByteBuffer header(int type, int bytes, int... shape) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + bytes);
        file.put((byte) 0).put((byte) 0).put((byte) type).put((byte) shape.length);
        for (int side : shape) {
            file.putInt(side);
        }
        return file;
    }

    /** The values behind an IDX header. */
    private static ByteBuffer values(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        return bytes.position(4 + 4 * bytes.get(3)).slice();
    }

    /** All images, (N, 1, 28, 28) of 0..1. */
    static float[] readImages(Path folder) throws IOException {
        ByteBuffer bytes = values(folder.resolve("images.idx"));
        float[] pixels = new float[bytes.remaining()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (bytes.get(i) & 0xff) / 255f;
        }
        return pixels;
    }

    /** All sequences, (N, 50, 32). */
    static float[] readSequences(Path folder) throws IOException {
        ByteBuffer bytes = values(folder.resolve("sequences.idx"));
        float[] numbers = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(numbers);
        return numbers;
    }

    /** The labels of images or sequences. */
    static long[] readLabels(Path folder) throws IOException {
        ByteBuffer bytes = values(folder.resolve("labels.idx"));
        long[] labels = new long[bytes.remaining()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = bytes.get(i);
        }
        return labels;
    }

    /** The text's symbols as numbers from 4 on. */
    static long[] readText(Path folder) throws IOException {
        String text = Files.readString(folder.resolve("text.txt"), StandardCharsets.UTF_8);
        return text.chars().mapToLong(symbol -> symbol - 'A' + 4).toArray();
    }
}
