package org.commonwatt.worker.local;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Asks models of texts that were trained here, in the process that ships. */
class PredictTextTest {

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = Bench.in(folder);
    }

    @Test
    void aTextIsClassified() throws Exception {
        Path run = trained(
                "{type: jsonl, input: text, output: mood, target: {type: classes, names: [glad, sad]}}",
                "{tokenizer: {type: words, vocabulary: 16}, length: 6}",
                "{type: lstmClassifier, embedding: 8, units: 8}",
                "softmaxCrossEntropy",
                40,
                "{\"text\": \"a fine day\", \"mood\": \"glad\"}\n{\"text\": \"a bad day\", \"mood\": \"sad\"}\n"
                        .repeat(20));

        assertThat(prediction(run, "what a fine day")
                        .path("guesses")
                        .path(0)
                        .path("label")
                        .asString())
                .isEqualTo("glad");
        Path text = Files.writeString(folder.resolve("text.txt"), "a bad day");
        assertThat(prediction(run, text).path("guesses").path(0).path("label").asString())
                .isEqualTo("sad");
    }

    @Test
    void aTextIsContinuedAsLongAndAsFreelyAsAskedAndAlwaysAlike() throws Exception {
        Path run = trained(
                "{type: text}",
                "{tokenizer: {type: characters, vocabulary: 16}, length: 16}",
                "{type: gpt, width: 16, heads: 2, layers: 1, dropout: 0}",
                "sequenceCrossEntropy",
                5400,
                "the sea. ".repeat(600));

        String text = prediction(run, "the s").path("text").asString();
        assertThat(text).startsWith("the sea. the sea. the");
        assertThat(text).hasSize("the s".length() + 200);
        assertThat(prediction(run, "the s").path("text").asString()).isEqualTo(text);
        assertThat(bench.predict(run, "the s", "--tokens", "13", "--temperature", "0")
                        .out())
                .isEqualTo("the sea. the sea. \n");
        String free = bench.predict(run, "the s", "--temperature", "20", "--seed", "1")
                .out();
        assertThat(bench.predict(run, "the s", "--temperature", "20", "--seed", "2")
                        .out())
                .isNotEqualTo(free);
        assertThat(bench.predict(run, "the s", "--tokens", "0").err()).contains("--tokens is 0; it goes from 1 to");
        assertThat(bench.predict(run, "the s", "--temperature", "-1").err()).contains("it goes from 0 to 100");
    }

    @Test
    void aWordIsMadeFromAnother() throws Exception {
        Path run = trained(
                "{type: jsonl, input: one, output: other, target: {type: text}}",
                "{tokenizer: {type: characters, vocabulary: 16}, length: 4, targetLength: 5}",
                "{type: seq2seq, embedding: 8, units: 16}",
                "sequenceCrossEntropy",
                40,
                "{\"one\": \"ab\", \"other\": \"ba\"}\n{\"one\": \"cad\", \"other\": \"dac\"}\n".repeat(20));

        assertThat(prediction(run, "cad").path("text").asString()).isEqualTo("dac");
        assertThat(prediction(run, "ab").path("text").asString()).isEqualTo("ba");
    }

    @Test
    void theWordsNearestToAWordAreNamed() throws Exception {
        Path run = trained(
                "{type: text}",
                "{tokenizer: {type: words, vocabulary: 16}, length: 12}",
                "{type: word2vec, width: 8, window: 2, subsampling: 0}",
                "negativeSampling",
                4500,
                ("the whale swims deep the fish swims deep ".repeat(8)
                                + "old men sail ships young men sail ships ".repeat(8))
                        .repeat(7)
                        .substring(0, 4500));

        JsonNode words = prediction(run, "whale").path("words");
        assertThat(words.size()).isBetween(5, 10);
        assertThat(words.path(0).path("label").asString()).isEqualTo("fish");
        assertThat(words.path(0).path("score").asDouble()).isBetween(0.5, 1.0);
        assertThat(bench.predict(run, "whale").out()).contains("fish");
        assertThat(bench.predict(run, "submarine").err()).contains("\"submarine\" is not one of the");
    }

    private Path trained(String format, String use, String model, String loss, long examples, String text)
            throws Exception {
        Path data = Files.createDirectories(folder.resolve("texts"));
        Files.writeString(data.resolve("all.txt"), text);
        Files.writeString(data.resolve("dataset.yaml"), """
                name: texts
                version: 1
                title: Texts
                licence: CC0-1.0
                source: made for a test
                format: %1$s
                splits:
                  train: {examples: %2$d, files: [{path: all.txt}]}
                  heldOut: {examples: %2$d, files: [{path: all.txt}]}
                """.formatted(format, examples));
        Path spec = bench.spec("text.yaml", """
                name: text
                dataset: {ref: "file:texts", text: %s}
                model: %s
                loss: {type: %s}
                optimizer: {type: adam, learningRate: 0.02}
                training: {steps: 150, batchSize: 8, seed: 1, threads: 1, evaluateSteps: 150}
                """.formatted(use, model, loss));
        Path run = folder.resolve("run");
        Bench.Said said = bench.train(spec, "-o", run);
        assertThat(said.status()).as(said.err()).isZero();
        return run;
    }

    private JsonNode prediction(Path run, Object input) {
        Bench.Said said = bench.predict(run, input, "--json");
        assertThat(said.status()).as(said.err()).isZero();
        return said.json().path("prediction");
    }
}
