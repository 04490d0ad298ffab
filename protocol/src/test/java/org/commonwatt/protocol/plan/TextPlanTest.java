package org.commonwatt.protocol.plan;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;
import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.SpecFormat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

class TextPlanTest {

    private static final DatasetManifest PLAIN = Digits.manifest(new DataFormat.Text(), 100_001);
    private static final DatasetManifest LABELLED =
            Digits.manifest(new DataFormat.Jsonl("text", "label", new Target.Classes(List.of("ham", "spam"))), 8000);
    private static final DatasetManifest PAIRS =
            Digits.manifest(new DataFormat.Jsonl("word", "sounds", new Target.Text()), 8000);
    private static final String TEXT = "text: {tokenizer: {type: characters, vocabulary: 70}, length: 50}";

    @Test
    void aDatasetOfTextsNeedsToKnowHowTheyBecomeTokens() {
        assertThat(refused("transforms: []", PLAIN)).anySatisfy(violation -> {
            assertThat(violation.pointer()).isEqualTo("/dataset");
            assertThat(violation.message()).contains("the field text must say how they become tokens");
        });
    }

    @Test
    void aDatasetOfNumbersHasNoTexts() {
        assertThat(refused(TEXT, Digits.manifest()))
                .extracting(Violation::pointer, Violation::message)
                .contains(tuple("/dataset/text", "the dataset holds no texts"));
    }

    @Test
    void targetTextsNeedALengthAndOthersHaveNone() {
        assertThat(refused(TEXT, PAIRS))
                .extracting(Violation::message)
                .anyMatch(message -> message.startsWith("the field targetLength is missing"));
        assertThat(refused(TEXT.replace("length: 50", "length: 50, targetLength: 20"), LABELLED))
                .extracting(Violation::pointer)
                .contains("/dataset/text/targetLength");
    }

    @Test
    void transformsOfNumbersAreRefusedOnTexts() {
        assertThat(refused("transforms: [{type: scale, divideBy: 2}]\n  " + TEXT, LABELLED))
                .extracting(Violation::pointer)
                .contains("/dataset/transforms");
    }

    @Test
    void aLayerOfNumbersCantTakeTokens() {
        assertThat(refused(TEXT, LABELLED))
                .extracting(Violation::message)
                .contains(
                        "dense1 (dense) can't take (50): it takes numbers, and the dataset's texts are tokens; an embedding must come first");
    }

    @Test
    void lossesAndMetricsOfNumbersAreRefusedForTokens() {
        assertThat(refused(TEXT, PLAIN))
                .extracting(Violation::message)
                .contains(
                        "mse needs classes or numbers, and the dataset's target is the next token",
                        "mae needs numbers, and the dataset's target is the next token");
    }

    @Test
    void aWindowLongerThanTheTextIsRefused() {
        assertThat(TextFit.examples(
                        "train",
                        Objects.requireNonNull(PLAIN.splits().get("train")),
                        PLAIN.format(),
                        spec(TEXT).dataset().text(),
                        new Violations()))
                .as("windows of 50 in 100,001 characters")
                .isEqualTo(2000);
        assertThat(refused(TEXT.replace("50", "2000"), PLAIN))
                .extracting(Violation::message)
                .contains("the split to evaluate on has 2000 characters, too few for a window and the token after it")
                .noneMatch(message -> message.contains("to train on"));
    }

    private static JobSpec spec(String dataset) {
        String text = """
                name: texts
                dataset:
                  ref: texts@1
                  %s
                model: {type: sequential, layers: [{type: dense, units: 2}]}
                loss: {type: mse}
                optimizer: {type: adam}
                training: {epochs: 1, batchSize: 10}
                metrics: [mae]
                """.formatted(dataset);
        try {
            return JobSpecs.read(text.getBytes(UTF_8), SpecFormat.YAML);
        } catch (Rejected e) {
            throw new AssertionError(e);
        }
    }

    private static List<Violation> refused(String dataset, DatasetManifest manifest) {
        Rejected rejected = catchThrowableOfType(Rejected.class, () -> Plans.plan(spec(dataset), manifest));
        return rejected.violations();
    }
}
