package org.commonwatt.worker.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.SpecFormat;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Small jobs on made-up texts. */
final class TextJobs {

    private TextJobs() {}

    /** Texts of three to nine words, in which "stop" comes before "go" or after it: no bag of words tells them apart. */
    static Jobs orders(Path folder, String model) throws IOException, Rejected {
        BiFunction<SplittableRandom, Integer, String> line = (random, i) -> {
            String[] words = new String[random.nextInt(3, 10)];
            for (int w = 0; w < words.length; w++) {
                words[w] = "abcdefgh".substring(random.nextInt(8)).substring(0, 1);
            }
            int first = random.nextInt(words.length - 1);
            int second = random.nextInt(first + 1, words.length);
            boolean stops = i % 2 == 0;
            words[first] = stops ? "stop" : "go";
            words[second] = stops ? "go" : "stop";
            return "{\"text\": \"" + String.join(" ", words) + "\", \"label\": \"" + (stops ? "red" : "green")
                    + "\"}\n";
        };
        return job(
                """
                text: {tokenizer: {type: words, vocabulary: 16}, length: 12}
                """,
                model,
                "{type: softmaxCrossEntropy}",
                "accuracy",
                "epochs: 10, batchSize: 16",
                new DataFormat.Jsonl("text", "label", new Target.Classes(List.of("red", "green"))),
                lines(folder, "train", 640, 1, line),
                lines(folder, "heldOut", 200, 2, line));
    }

    /** Words of two to five letters and the same words turned round. */
    static Jobs reversals(Path folder, String model, int epochs) throws IOException, Rejected {
        BiFunction<SplittableRandom, Integer, String> line = (random, i) -> {
            StringBuilder word = new StringBuilder();
            for (int length = random.nextInt(2, 6); length > 0; length--) {
                word.append((char) ('a' + random.nextInt(5)));
            }
            return "{\"from\": \"" + word + "\", \"to\": \"" + new StringBuilder(word).reverse() + "\"}\n";
        };
        return job(
                """
                text: {tokenizer: {type: characters, vocabulary: 10}, length: 5, targetLength: 6}
                """,
                model,
                "{type: sequenceCrossEntropy}",
                "tokenAccuracy, perplexity, sequenceAccuracy, tokenErrorRate, bleu",
                "epochs: " + epochs + ", batchSize: 32, schedule: {type: cosine, warmupSteps: 40, finalShare: 0.05}",
                new DataFormat.Jsonl("from", "to", new Target.Text()),
                lines(folder, "train", 1600, 1, line),
                lines(folder, "heldOut", 100, 2, line));
    }

    /** One sentence again and again. */
    static Jobs refrain(Path folder, String model) throws IOException, Rejected {
        String sentence = "the whale is white and the sea is wide. ";
        return job(
                """
                text: {tokenizer: {type: characters, vocabulary: 32}, length: 24}
                """,
                model,
                "{type: sequenceCrossEntropy}",
                "perplexity, tokenAccuracy",
                "epochs: 3, batchSize: 8",
                new DataFormat.Text(),
                split(folder, "train", 400L * sentence.length(), sentence.repeat(400)),
                split(folder, "heldOut", 20L * sentence.length(), sentence.repeat(20)));
    }

    /** A plain text that speaks of one of six topics for some sentences at a time. */
    static Jobs topics(Path folder) throws IOException, Rejected {
        SplittableRandom random = new SplittableRandom(9);
        StringBuilder text = new StringBuilder();
        for (int paragraph = 0; paragraph < 400; paragraph++) {
            int topic = random.nextInt(6);
            for (int word = 0; word < 32; word++) {
                text.append((char) ('a' + topic)).append(random.nextInt(6)).append(' ');
            }
        }
        String held = text.substring(0, 3200);
        return job(
                """
                text: {tokenizer: {type: words, vocabulary: 40}, length: 32}
                """,
                "{type: word2vec, width: 16, window: 4, subsampling: 0}",
                "{type: negativeSampling}",
                "",
                "epochs: 6, batchSize: 16",
                new DataFormat.Text(),
                split(folder, "train", text.length(), text.toString()),
                split(folder, "heldOut", held.length(), held));
    }

    private record Part(String file, Path path, long examples) {}

    private static Part lines(
            Path folder, String split, int count, long seed, BiFunction<SplittableRandom, Integer, String> line)
            throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(line.apply(random, i));
        }
        return split(folder, split, count, text.toString());
    }

    private static Part split(Path folder, String split, long examples, String text) throws IOException {
        return new Part(split + ".txt", Files.writeString(folder.resolve(split + ".txt"), text), examples);
    }

    private static Jobs job(
            String text,
            String model,
            String loss,
            String metrics,
            String training,
            DataFormat format,
            Part train,
            Part held)
            throws Rejected {
        String spec = """
                name: test
                dataset:
                  ref: made-up@1
                  %s
                model: %s
                loss: %s
                optimizer: {type: adam, learningRate: 0.005}
                training: {%s, seed: 3, threads: 1, checkpointEvery: 1h}
                metrics: [%s]
                """.formatted(text.strip(), model, loss, training, metrics);
        DatasetManifest dataset = new DatasetManifest(
                "made-up",
                1,
                "Made up",
                null,
                "CC0-1.0",
                "made up",
                format,
                Map.of("train", split(train), "heldOut", split(held)));
        return new Jobs(
                JobSpecs.read(spec.getBytes(UTF_8), SpecFormat.YAML),
                dataset,
                Map.of(
                        train.file(),
                        train.path().toString(),
                        held.file(),
                        held.path().toString()));
    }

    private static DatasetSplit split(Part part) {
        return new DatasetSplit(part.examples(), List.of(new DatasetFile(part.file(), "0".repeat(64), 1L)));
    }
}
