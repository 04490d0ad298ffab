package org.commonwatt.protocol.plan;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;
import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.SpecFormat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Networks on texts of characters from a vocabulary of 65, read 64 at a time. */
class TextPlansTest {

    private static final DataFormat LABELLED =
            new DataFormat.Jsonl("text", "label", new Target.Classes(List.of("ham", "spam")));

    private static final DataFormat PAIRS = new DataFormat.Jsonl("from", "to", new Target.Text());

    @Test
    void aSmallGptIsCountedAsByHand() throws Exception {
        WorkPlan plan = next("{type: gpt, layers: 2}");

        // 65 and 64 vectors of 128 values, two blocks of 12·128² + 13·128, a norm; the output shares the embedding.
        long block = 12 * 128 * 128 + 13 * 128;
        assertThat(plan.layers().stream().map(LayerPlan::name))
                .containsExactly("embedding", "positions", "block1", "block2", "norm", "output");
        assertThat(plan.layers().stream().map(LayerPlan::parameters))
                .containsExactly(65L * 128, 64L * 128, block, block, 256L, 0L);
        assertThat(plan.layers().getLast().outputShape()).containsExactly(64L, 65L);
        assertThat(plan.layers().getLast().flops()).isEqualTo(2L * 64 * 128 * 65);
    }

    @Test
    void classifiersEndWithOneOutputForEachClass() throws Exception {
        for (String model : List.of("lstmClassifier", "textTransformer")) {
            WorkPlan plan =
                    Plans.plan(spec("{type: " + model + "}", "softmaxCrossEntropy", "", LABELLED), manifest(LABELLED));

            assertThat(plan.layers().getLast().outputShape()).containsExactly(2L);
            assertThat(plan.layers().getFirst().parameters())
                    .isEqualTo(65 * plan.layers().getFirst().outputShape().getLast());
        }
    }

    @Test
    void anEmbeddingTakesTheDatasetsVocabulary() throws Exception {
        String model =
                "{type: sequential, layers: [{type: embedding, units: 8}, {type: unembedding, embedding: embedding1}]}";

        assertThat(next(model).parameters()).isEqualTo(65 * 8);
    }

    @Test
    void anEmbeddingOfFewerTokensThanThereAreIsRefused() {
        Violation violation = refused(
                "{type: sequential, layers: [{type: embedding, units: 8, vocabulary: 64}, {type: dense, units: 65}]}",
                new DataFormat.Text());

        assertThat(violation.pointer()).isEqualTo("/model/layers/0/vocabulary");
        assertThat(violation.message()).endsWith("it has vectors for 64 tokens, and the dataset has 65");
    }

    @Test
    void tokensThatMeetNoEmbeddingAreRefused() {
        assertThat(refused("{type: sequential, layers: [{type: dense, units: 65}]}", new DataFormat.Text())
                        .message())
                .contains("an embedding must come first");
    }

    @Test
    void anUnembeddingNeedsItsEmbedding() {
        Violation violation = refused(
                "{type: sequential, layers: [{type: embedding, units: 8}, {type: unembedding, embedding: other}]}",
                new DataFormat.Text());

        assertThat(violation.pointer()).isEqualTo("/model/layers/1/embedding");
        assertThat(violation.message()).endsWith("no embedding before it is called other");
    }

    @Test
    void whatSeesTheTokenThatItForetellsIsRefusedWhereItIsWritten() {
        record Case(String layers, String pointer, String message) {}
        for (Case seeing : List.of(
                new Case(
                        "{type: selfAttentionBlock, heads: 2}",
                        "/model/layers/1/causal",
                        "selfAttentionBlock1 (selfAttentionBlock) lets each place see the tokens after it"),
                new Case(
                        "{type: residual, layers: [{type: lstm, name: both, units: 4, bidirectional: true}]}",
                        "/model/layers/1/layers/0/bidirectional",
                        "both (lstm) reads the text from its end too"),
                new Case(
                        "{type: residual, layers: [{type: activation, function: relu}], shortcut: [{type: conv1d, filters: 64, kernel: 1}]}",
                        "/model/layers/1/shortcut/0",
                        "conv1d1 (conv1d) mixes the tokens' places"),
                new Case(
                        "{type: flatten}, {type: dense, units: 512}, {type: reshape, shape: [64, 8]}",
                        "/model/layers/3",
                        "reshape1 (reshape) mixes the tokens' places"))) {
            Violation violation = refused(
                    "{type: sequential, layers: [{type: embedding, units: 8}, %s, {type: dense, units: 65}]}"
                            .formatted(seeing.layers()),
                    new DataFormat.Text());

            assertThat(violation.pointer()).isEqualTo(seeing.pointer());
            assertThat(violation.message())
                    .isEqualTo(seeing.message() + ", and the target at each place is the token after it");
            assertThat(violation.suggestion()).isNotBlank();
        }
    }

    @Test
    void whatLooksAtATokensPastAloneForetellsTheNext() throws Exception {
        assertThat(next("""
                {type: sequential, layers: [{type: embedding, units: 8}, {type: positionalEmbedding},
                  {type: selfAttentionBlock, heads: 2, causal: true},
                  {type: residual, layers: [{type: gru, units: 8}, {type: batchNorm}]},
                  {type: dense, units: 65}]}""").layers()).hasSize(5);
    }

    @Test
    void theLossTakesACopyOfTheScoresOfAVocabulary() throws Exception {
        String layers = "{type: sequential, layers: [{type: embedding, units: 8}, {type: dense, units: 65}]}";
        WorkPlan plan = next(layers);

        // 64 tokens, their vectors, and the scores twice, for 12 examples.
        long values = 64 + 64 * 8 + 2 * 64 * 65;
        assertThat(plan.memoryBytes()).isEqualTo(700_000_000 + 4 * (7 * plan.parameters() + 2 * 12 * values));
    }

    @Test
    void whatAFinishedModelsLayersTakeIsKnownWhateverTrainingThemTakes() throws Exception {
        JobSpec spec = spec(
                "{type: sequential, layers: [{type: embedding, units: 8}, {type: selfAttentionBlock, heads: 2}, {type: dense, units: 65}]}",
                "sequenceCrossEntropy",
                "",
                new DataFormat.Text());
        List<Layer> layers = ((Model.Sequential) spec.model()).layers();

        assertThat(Plans.follow(layers, spec, manifest(new DataFormat.Text())))
                .extracting(LayerPlan::outputShape)
                .containsExactly(List.of(64L, 8L), List.of(64L, 8L), List.of(64L, 65L));
    }

    @Test
    void aTextIsMadeByATransducerAlone() {
        assertThat(refused("{type: gpt}", PAIRS).message())
                .isEqualTo("gpt can't make a text, and the dataset's target is a text");
        assertThat(refused("{type: seq2seq}", new DataFormat.Text()).message())
                .isEqualTo("seq2seq makes texts, and the dataset's target is the next token");
    }

    @Test
    void networksOnTextsTakeNoNumbers() {
        String spec = """
                name: test
                dataset: {ref: digits@1}
                model: {type: lstmClassifier}
                loss: {type: softmaxCrossEntropy}
                optimizer: {type: adam}
                training: {epochs: 1, batchSize: 12}
                """;

        Rejected rejected = catchThrowableOfType(
                Rejected.class,
                () -> Plans.plan(JobSpecs.read(spec.getBytes(UTF_8), SpecFormat.YAML), Digits.manifest()));

        assertThat(rejected.violations().getFirst().message())
                .isEqualTo("lstmClassifier reads texts, and the dataset holds numbers");
    }

    @Test
    void aRecurrentTransducerIsCountedAsByHand() throws Exception {
        WorkPlan plan = pairs("{type: seq2seq, embedding: 8, units: 4}");

        assertThat(plan.layers().stream().map(layer -> layer.name() + layer.outputShape() + layer.parameters()))
                .containsExactly(
                        "encoder.embedding[64, 8]" + 65 * 8,
                        "encoder.lstm1[64, 8]" + 2 * 16 * 14,
                        "decoder.embedding[20, 8]" + 30 * 8,
                        "decoder.lstm1.bridge[8]" + 8 * 9,
                        "decoder.lstm1[20, 4]" + 16 * 14,
                        "attention[20, 4]" + (8 * 5 + 4 * 13),
                        "output[20, 30]" + 30 * 5);
    }

    @Test
    void headsOfATransducerMustDivideItsWidth() {
        Violation violation = refused("{type: transformerSeq2seq, width: 30, heads: 4}", PAIRS);

        assertThat(violation.pointer()).isEqualTo("/model/heads");
    }

    @Test
    void lossAndMetricsMustSuitATargetOfTokens() {
        Rejected rejected = catchThrowableOfType(
                Rejected.class,
                () -> Plans.plan(
                        spec(
                                "{type: gpt}",
                                "softmaxCrossEntropy",
                                "accuracy, perplexity, sequenceAccuracy",
                                new DataFormat.Text()),
                        manifest(new DataFormat.Text())));

        assertThat(rejected.violations())
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/loss/type", "/metrics/0", "/metrics/2");
    }

    private static WorkPlan next(String model) throws Rejected {
        return Plans.plan(
                spec(model, "sequenceCrossEntropy", "perplexity", new DataFormat.Text()),
                manifest(new DataFormat.Text()));
    }

    private static WorkPlan pairs(String model) throws Rejected {
        return Plans.plan(spec(model, "sequenceCrossEntropy", "tokenErrorRate", PAIRS), manifest(PAIRS));
    }

    private static Violation refused(String model, DataFormat format) {
        return catchThrowableOfType(
                        Rejected.class,
                        () -> Plans.plan(spec(model, "sequenceCrossEntropy", "perplexity", format), manifest(format)))
                .violations()
                .getFirst();
    }

    private static DatasetManifest manifest(DataFormat format) {
        return Digits.manifest(format, 100_000);
    }

    private static JobSpec spec(String model, String loss, String metrics, DataFormat format) throws Rejected {
        String target =
                format.equals(PAIRS) ? ", targetLength: 20, targetTokenizer: {type: characters, vocabulary: 30}" : "";
        String text = """
                name: test
                dataset:
                  ref: digits@1
                  text: {tokenizer: {type: characters, vocabulary: 65}, length: 64%s}
                model: %s
                loss: {type: %s}
                optimizer: {type: adam}
                training: {epochs: 1, batchSize: 12}
                metrics: [%s]
                """.formatted(target, model, loss, metrics);
        return JobSpecs.read(text.getBytes(UTF_8), SpecFormat.YAML);
    }
}
