package org.commonwatt.protocol.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;
import org.commonwatt.protocol.architecture.BaseModel;
import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.SpecFormat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Networks that begin with a trained model's layers. */
class BasesTest {

    private static final String HEAD = "[{type: flatten}, {type: dense, units: 10}]";

    private static final BaseModel BASE = new BaseModel(
            List.of(1L, 28L, 28L),
            List.of(
                    new Layer.Conv2d(null, 4, 3, 1, 1, true),
                    new Layer.Activation(null, ActivationFunction.RELU),
                    new Layer.MaxPool2d("pool", 4, null, 0),
                    new Layer.Flatten(null),
                    new Layer.Dense(null, 7, true)));

    @Test
    void keptLayersAreFollowedByTheNewOnesAndOnlyTheseAreTrained() throws Exception {
        WorkPlan plan = plan("{type: base, from: file:a, cut: pool, layers: %s}".formatted(HEAD), BASE);

        assertThat(plan.layers())
                .extracting(LayerPlan::name)
                .containsExactly("conv2d1", "activation1", "pool", "flatten1", "dense1");
        assertThat(plan.parameters()).isEqualTo(4 * 49 * 10 + 10);
        // Once forward through the kept layers for each of 10,000 digits, and as ever through the new ones.
        long kept = 4 * 784 * 19 + 4 * 784 + 4 * 49 * 16;
        long trained = 10 * (2 * 196 + 1);
        assertThat(plan.trainingFlops()).isEqualTo(10_000.0 * kept + 5.0 * trained * (3 * 8000 + 2000));
        assertThat(plan.scratchBytes()).isEqualTo(10_000 * 4 * 49 * 4);
    }

    @Test
    void underARandomTransformEveryPassGoesThroughTheKeptLayers() throws Exception {
        String model = "{type: base, from: file:a, cut: pool, layers: %s}".formatted(HEAD);
        WorkPlan once = plan(model, BASE);
        WorkPlan always = plan(model, BASE, "{ref: digits@1, transforms: [{type: randomFlip}]}");

        long trained = 10 * (2 * 196 + 1);
        double head = 5.0 * trained * (3 * 8000 + 2000);
        assertThat(always.trainingFlops() - head).isEqualTo(5 * (once.trainingFlops() - head));
    }

    @Test
    void keptLayersTakeMemoryForTheWidestOfThemAlone() throws Exception {
        String model = "{type: base, from: file:a, cut: pool, layers: %s}".formatted(HEAD);
        WorkPlan once = plan(model, BASE);
        WorkPlan always = plan(model, BASE, "{ref: digits@1, transforms: [{type: randomFlip}]}");

        // What the activation takes and gives, of the 64 examples whose features are computed at once, or of a batch.
        long widest = 2 * 4 * 784;
        long fixed = 700_000_000 + 4 * (7 * once.parameters() + 4 * 10);
        assertThat(once.memoryBytes()).isEqualTo(fixed + 4 * 64 * widest);
        assertThat(always.memoryBytes()).isEqualTo(fixed + 4 * 32 * widest);
    }

    @Test
    void aKeptNormalisationMayMeetABatchOfOneExample() throws Exception {
        BaseModel normalised = new BaseModel(
                List.of(1L, 28L, 28L),
                List.of(new Layer.Flatten(null), new Layer.BatchNorm(null, 1e-5, 0.9), new Layer.Dense(null, 7, true)));
        String model = "{type: base, from: file:a, cut: batchNorm1, layers: [{type: dense, units: 10}]}";

        DatasetManifest oneLeft = Digits.manifest(Digits.manifest().format(), 8001);

        assertThat(Plans.plan(spec(model, "{ref: digits@1}"), oneLeft, normalised)
                        .layers())
                .hasSize(3);
        String learning = model.replace("cut:", "frozen: false, cut:");
        assertThatThrownBy(() -> Plans.plan(spec(learning, "{ref: digits@1}"), oneLeft, normalised))
                .hasMessageContaining("no variance to learn from a batch of one example");
    }

    @Test
    void aBaseThatIsNotFrozenIsTrainedWhole() throws Exception {
        WorkPlan plan = plan("{type: base, from: file:a, cut: pool, frozen: false, layers: %s}".formatted(HEAD), BASE);

        assertThat(plan.parameters()).isEqualTo(4 * 10 + 4 * 49 * 10 + 10);
    }

    @Test
    void anUnknownCutIsRefusedWithTheLayersThereAre() {
        Violation violation = refused("{type: base, from: file:a, cut: pol, layers: %s}".formatted(HEAD), BASE);

        assertThat(violation.pointer()).isEqualTo("/model/cut");
        assertThat(violation.message()).contains("conv2d1, activation1, pool, flatten1, dense1");
        assertThat(violation.suggestion()).isEqualTo("pool");
    }

    @Test
    void aModelThatIsNotAtHandIsRefusedAtItsReference() {
        assertThat(refused("{type: base, from: file:a, cut: pool, layers: %s}".formatted(HEAD), null)
                        .pointer())
                .isEqualTo("/model/from");
    }

    @Test
    void aNewLayerThatDoesNotFitIsNamedWhereItIsWritten() {
        Violation violation = refused(
                "{type: base, from: file:a, cut: pool, layers: [{type: maxPool2d, kernel: 9}, {type: flatten}]}", BASE);

        assertThat(violation.pointer()).isEqualTo("/model/layers/0");
        assertThat(violation.message())
                .startsWith("maxPool2d2 (maxPool2d) can't take (4, 7, 7)")
                .endsWith("which a network's input of (1, 36, 36) would become");
    }

    @Test
    void anInputThatTheKeptValuesDoNotFitIsRefusedWithBothShapes() {
        BaseModel colour = new BaseModel(List.of(3L, 28L, 28L), BASE.layers());

        Violation violation = refused("{type: base, from: file:a, cut: pool, layers: %s}".formatted(HEAD), colour);

        assertThat(violation.pointer()).isEqualTo("/model/from");
        assertThat(violation.message())
                .contains("conv2d1 (conv2d) was trained on (3, 28, 28), where it has 112 values")
                .contains("fed with (1, 28, 28) and need 40");
    }

    @Test
    void convolutionsTakeImagesOfAnotherSizeAndDenseLayersDoNot() throws Exception {
        BaseModel larger = new BaseModel(List.of(1L, 56L, 56L), BASE.layers());

        assertThat(plan("{type: base, from: file:a, cut: pool, layers: %s}".formatted(HEAD), larger)
                        .layers())
                .hasSize(5);
        assertThat(refused("{type: base, from: file:a, cut: dense1, layers: [{type: dense, units: 10}]}", larger)
                        .message())
                .contains("dense1 (dense) was trained on (784)", "fed with (196)");
    }

    @Test
    void aBaseOverTokensIsRefusedFrozenOrNot() {
        DatasetManifest texts = Digits.manifest(
                new DataFormat.Jsonl("text", "label", new Target.Classes(List.of("ham", "spam"))), 8000);
        BaseModel reader = new BaseModel(
                List.of(16L), List.of(new Layer.Embedding("words", 8, null), new Layer.Dense(null, 2, true)));
        for (boolean frozen : new boolean[] {true, false}) {
            String model =
                    "{type: base, from: file:a, cut: words, frozen: %s, layers: [{type: timePool}, {type: dense, units: 2}]}"
                            .formatted(frozen);
            Rejected rejected = catchThrowableOfType(
                    Rejected.class,
                    () -> Plans.plan(
                            spec(
                                    model,
                                    "{ref: texts@1, text: {tokenizer: {type: words, vocabulary: 100}, length: 16}}"),
                            texts,
                            reader));

            assertThat(rejected.violations()).hasSize(1);
            assertThat(rejected.violations().getFirst().pointer()).isEqualTo("/model/type");
            assertThat(rejected.violations().getFirst().message()).contains("tokens", "a vocabulary of its own");
        }
    }

    @Test
    void aModelsDescriptionSurvivesItsText() throws Exception {
        assertThat(BaseModel.parse(BASE.toText())).isEqualTo(BASE);
    }

    private static WorkPlan plan(String model, @Nullable BaseModel base) throws Rejected {
        return plan(model, base, "{ref: digits@1}");
    }

    private static WorkPlan plan(String model, @Nullable BaseModel base, String dataset) throws Rejected {
        return Plans.plan(spec(model, dataset), Digits.manifest(), base);
    }

    private static JobSpec spec(String model, String dataset) throws Rejected {
        String text = """
                name: test
                dataset: %s
                loss: {type: softmaxCrossEntropy}
                optimizer: {type: adam}
                training: {epochs: 5, batchSize: 32}
                model: %s
                """.formatted(dataset, model);
        return JobSpecs.read(text.getBytes(UTF_8), SpecFormat.YAML);
    }

    private static Violation refused(String model, @Nullable BaseModel base) {
        Rejected rejected = catchThrowableOfType(Rejected.class, () -> plan(model, base));
        assertThat(rejected.violations()).hasSize(1);
        return rejected.violations().getFirst();
    }
}
