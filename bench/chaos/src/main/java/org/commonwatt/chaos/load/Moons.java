package org.commonwatt.chaos.load;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Two interleaved half circles with noise: a small dataset that needs a hidden layer, made here. */
public final class Moons {

    private static final byte[] TRAIN = csv(1000, 1);
    private static final byte[] HELD_OUT = csv(200, 2);

    private Moons() {}

    /** The files of {@code moons@1}: 1,000 examples to train, 200 held out. */
    public static List<byte[]> files() {
        return List.of(TRAIN, HELD_OUT);
    }

    /** The manifest of {@code moons@1}, as JSON. */
    public static String manifest() {
        return """
                {"name": "moons", "version": 1, "title": "Two moons", "licence": "CC0-1.0", "source": "generated",
                 "format": {"type": "csv", "inputs": ["x", "y"], "targets": ["moon"],
                            "target": {"type": "classes", "names": ["upper", "lower"]}},
                 "splits": {"train": {"examples": 1000, "files": [%s]}, "heldOut": {"examples": 200, "files": [%s]}}}
                """.formatted(file("train.csv", TRAIN), file("held-out.csv", HELD_OUT));
    }

    /** A job spec that trains a small network on {@code moons@1} for so many epochs of 32 steps. */
    public static String spec(String name, int epochs) {
        return spec(name, "epochs: %d, seed: 3, checkpointEvery: 2s".formatted(epochs));
    }

    /** The same with a seed of its own; it says little and saves its state often. */
    static String tersely(String name, int epochs, long seed) {
        return spec(name, "epochs: %d, seed: %d, checkpointEvery: 1s, evaluateSteps: 320".formatted(epochs, seed));
    }

    private static String spec(String name, String training) {
        return """
               name: %s
               dataset: {ref: moons@1}
               model:
                 type: sequential
                 layers:
                   - {type: dense, units: 16}
                   - {type: activation, function: tanh}
                   - {type: dense, units: 2}
               loss: {type: softmaxCrossEntropy}
               optimizer: {type: adam, learningRate: 0.01}
               training: {batchSize: 32, threads: 1, %s}
               metrics: [accuracy]
               """.formatted(name, training);
    }

    /** The hash under which bytes are stored, in hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] csv(int rows, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("x,y,moon\n");
        for (int row = 0; row < rows; row++) {
            boolean upper = row % 2 == 0;
            double angle = Math.PI * random.nextDouble();
            double x = (upper ? Math.cos(angle) : 1 - Math.cos(angle)) + 0.1 * random.nextGaussian();
            double y = (upper ? Math.sin(angle) : 0.5 - Math.sin(angle)) + 0.1 * random.nextGaussian();
            text.append(x)
                    .append(',')
                    .append(y)
                    .append(',')
                    .append(upper ? "upper" : "lower")
                    .append('\n');
        }
        return text.toString().getBytes(UTF_8);
    }

    private static String file(String path, byte[] bytes) {
        return "{\"path\": \"%s\", \"sha256\": \"%s\", \"size\": %d}".formatted(path, sha256(bytes), bytes.length);
    }
}
