package org.commonwatt.e2e;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Two interleaved half circles with noise: a small dataset that needs a hidden layer, made here and published over REST. */
final class Moons {

    private Moons() {}

    /** Publishes {@code moons@1}: 1,000 examples to train, 200 held out. */
    static void publish(Rest rest) throws Exception {
        byte[] train = csv(1000, 1);
        byte[] heldOut = csv(200, 2);
        for (byte[] file : new byte[][] {train, heldOut}) {
            rest.send("PUT", "/api/v1/artifacts/" + sha256(file), file, "application/octet-stream", 201);
        }
        String manifest = """
                {"name": "moons", "version": 1, "title": "Two moons", "licence": "CC0-1.0", "source": "generated",
                 "format": {"type": "csv", "inputs": ["x", "y"], "targets": ["moon"],
                            "target": {"type": "classes", "names": ["upper", "lower"]}},
                 "splits": {"train": {"examples": 1000, "files": [%s]}, "heldOut": {"examples": 200, "files": [%s]}}}
                """.formatted(file("train.csv", train), file("held-out.csv", heldOut));
        rest.send("POST", "/api/v1/datasets", manifest.getBytes(UTF_8), "application/json", 201);
    }

    /** A job spec that trains a small network on {@code moons@1} for so many epochs of 32 steps. */
    static String spec(String name, int epochs) {
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
               training: {epochs: %d, batchSize: 32, seed: 3, threads: 1, checkpointEvery: 2s}
               metrics: [accuracy]
               """.formatted(name, epochs);
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

    private static String file(String path, byte[] bytes) throws Exception {
        return "{\"path\": \"%s\", \"sha256\": \"%s\", \"size\": %d}".formatted(path, sha256(bytes), bytes.length);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
