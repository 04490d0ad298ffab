package org.commonwatt.protocol.plan;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;
import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.SpecFormat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PlanRefusalsTest {

    private static final String DENSE = "- {type: flatten}\n- {type: dense, units: 10}\n";

    @Test
    void poolingToNothingNamesTheLayerBothShapesAndTheSmallestInputOfTheNetwork() {
        String pool = "- {type: maxPool2d, kernel: 2}\n";

        Violation violation = only(refused(
                spec("- {type: conv2d, filters: 4, kernel: 3, padding: 1}\n" + pool.repeat(5) + DENSE),
                Digits.manifest()));

        assertThat(violation.pointer()).isEqualTo("/model/layers/5");
        assertThat(violation.message())
                .isEqualTo(
                        "maxPool2d5 (maxPool2d) can't take (4, 1, 1): its window of 2×2 is larger; the smallest that fits"
                                + " is (4, 2, 2), which a network's input of (1, 32, 32) would become");
    }

    @Test
    void theSmallestInputNamedIsAcceptedIndeed() throws Exception {
        String pool = "- {type: maxPool2d, kernel: 2}\n";
        String spec = spec("- {type: conv2d, filters: 4, kernel: 3, padding: 1}\n" + pool.repeat(5) + DENSE);
        DatasetManifest larger = Digits.manifest(new DataFormat.ImageFolder(1, 32, 32, tenClasses()), 10);

        assertThat(Plans.plan(JobSpecs.read(spec.getBytes(UTF_8), SpecFormat.YAML), larger)
                        .parameters())
                .isPositive();
    }

    @Test
    void anImageLayerAfterFlattenSaysWhatItTakes() {
        Violation violation = only(refused(
                spec("- {type: flatten}\n- {type: conv2d, filters: 4, kernel: 3}\n" + DENSE), Digits.manifest()));

        assertThat(violation.pointer()).isEqualTo("/model/layers/1");
        assertThat(violation.message())
                .isEqualTo("conv2d1 (conv2d) can't take (784): it takes (channels, height, width)");
    }

    @Test
    void aKernelLargerThanTheImageNamesTheSmallestImage() {
        Violation violation = only(
                refused(spec("- {type: conv2d, filters: 4, kernel: 31, padding: 1}\n" + DENSE), Digits.manifest()));

        assertThat(violation.message())
                .contains("window of 31×31 with padding 1", "the smallest that fits is (1, 29, 29)");
    }

    @Test
    void aWaitOfAJobThatMayNotWaitIsRefusedWithWhatToSay() {
        Violation violation = only(refused(spec(DENSE) + "schedule: {maxWait: 6h}\n", Digits.manifest()));

        assertThat(violation.pointer()).isEqualTo("/schedule/maxWait");
        assertThat(violation.suggestion()).isEqualTo("deferrable: true");
    }

    @Test
    void aWaitBeyondTheDeadlineIsRefused() {
        String schedule = "schedule: {deferrable: true, maxWait: 3d, deadline: 36h}\n";

        Violation violation = only(refused(spec(DENSE) + schedule, Digits.manifest()));

        assertThat(violation.pointer()).isEqualTo("/schedule/maxWait");
        assertThat(violation.suggestion()).isEqualTo("36h");
    }

    @Test
    void paddingOfMoreThanHalfAPoolingWindowIsRefusedAtItsField() {
        Violation violation =
                only(refused(spec("- {type: avgPool2d, kernel: 3, padding: 2}\n" + DENSE), Digits.manifest()));

        assertThat(violation.pointer()).isEqualTo("/model/layers/0/padding");
    }

    @Test
    void aLayerInsideAResidualIsNamedWithTheSmallestInputOfTheNetwork() {
        String inner = "[{type: conv2d, filters: 1, kernel: 3, stride: 2}, {type: conv2d, filters: 1, kernel: 5}]";

        Violation violation = only(refused(
                spec("- {type: maxPool2d, kernel: 3}\n- {type: residual, layers: " + inner + "}\n" + DENSE),
                Digits.manifest()));

        assertThat(violation.pointer()).isEqualTo("/model/layers/1/layers/1");
        assertThat(violation.message())
                .isEqualTo(
                        "residual1 (residual) can't take (1, 9, 9): its conv2d2 (conv2d) can't take (1, 4, 4): its window"
                                + " of 5×5 is larger; the smallest that fits is (1, 11, 11), which a network's input of"
                                + " (1, 33, 33) would become");
    }

    @Test
    void branchesOfAResidualThatCanNotBeAddedAreNamedWithBothShapes() {
        String residual = "- {type: residual, layers: [{type: conv2d, filters: 4, kernel: 3, padding: 1}]%s}\n";

        assertThat(only(refused(spec(residual.formatted("") + DENSE), Digits.manifest()))
                        .message())
                .contains("its layers give (4, 28, 28) and the input is (1, 28, 28), which can't be added");
        String pool = ", shortcut: [{type: maxPool2d, kernel: 2}]";
        assertThat(only(refused(spec(residual.formatted(pool) + DENSE), Digits.manifest()))
                        .message())
                .contains("its layers give (4, 28, 28) and its shortcut gives (1, 14, 14)");
    }

    @Test
    void aLayerCalledAsTheLayersAroundItIsRefused() throws Exception {
        String inner = "{type: residual, name: shortcut, layers: [{type: conv2d, filters: 1, kernel: 1}]}";
        String residual = "- {type: residual, layers: [" + inner + "]%s}\n";

        Violation violation = only(refused(
                spec(residual.formatted(", shortcut: [{type: conv2d, filters: 1, kernel: 1}]") + DENSE),
                Digits.manifest()));

        assertThat(violation.pointer()).isEqualTo("/model/layers/0/layers/0/name");
        assertThat(planImages(residual.formatted("") + DENSE).parameters()).isPositive();
    }

    @Test
    void groupsThatDivideUnevenlyAreRefusedAtTheirField() {
        Violation violation =
                only(refused(spec("- {type: conv2d, filters: 4, kernel: 3, groups: 2}\n" + DENSE), Digits.manifest()));

        assertThat(violation.pointer()).isEqualTo("/model/layers/0/groups");
        assertThat(violation.message()).contains("2 groups divide 1 channels unevenly");
    }

    @Test
    void aKernelWithGapsIsAsLongAsItsGapsMakeIt() {
        assertThat(only(refused(
                                spec("- {type: conv2d, filters: 4, kernel: 8, dilation: 4}\n" + DENSE),
                                Digits.manifest()))
                        .message())
                .contains("window of 29×29", "the smallest that fits is (1, 29, 29)");
    }

    @Test
    void aReshapeOfAnotherSizeIsRefusedAtItsField() {
        Violation violation = only(refused(spec("- {type: reshape, shape: [7, 100]}\n" + DENSE), Digits.manifest()));

        assertThat(violation.pointer()).isEqualTo("/model/layers/0/shape");
        assertThat(violation.message()).contains("(7, 100) has 700 values, not 784");
    }

    @Test
    void aLayerOverALengthSaysWhatItTakes() {
        assertThat(only(refused(spec("- {type: conv1d, filters: 4, kernel: 3}\n" + DENSE), Digits.manifest()))
                        .message())
                .isEqualTo("conv1d1 (conv1d) can't take (1, 28, 28): it takes (channels, length)");
    }

    @Test
    void anOutputOfAnotherWidthThanTheClassesIsRefusedForEveryLoss() {
        for (String loss : List.of("softmaxCrossEntropy", "mse", "halfMse")) {
            Violation violation = only(refused(
                    spec("- {type: flatten}\n- {type: dense, units: 12}\n").replace("softmaxCrossEntropy", loss),
                    Digits.manifest()));

            assertThat(violation.pointer()).isEqualTo("/model/layers/1");
            assertThat(violation.message()).contains("(12)", "(10)", "10 classes");
            assertThat(violation.suggestion()).isEqualTo("units: 10");
        }
    }

    @Test
    void anOutputThatIsNoVectorIsRefused() {
        assertThat(only(refused(spec("- {type: dense, units: 10}"), Digits.manifest()))
                        .message())
                .contains("ends with (1, 28, 10)");
    }

    @Test
    void numbersWantAnOutputOfTheirWidthAndNoCrossEntropyOrAccuracy() {
        List<Violation> violations = refused(
                spec("- {type: dense, units: 2}") + "metrics: [accuracy, mae, r2]\n",
                Digits.rows(new Target.Numbers(1)));

        assertThat(violations)
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/loss/type", "/metrics/0", "/model/layers/0");
    }

    @Test
    void classesHaveNoMeanAbsoluteError() {
        assertThat(refused(spec(DENSE) + "metrics: [mae, accuracy, accuracy]\n", Digits.manifest()))
                .extracting(Violation::pointer)
                .containsExactly("/metrics/0", "/metrics/2");
    }

    @Test
    void aSecondSoftmaxBeforeTheCrossEntropyIsRefused() {
        Violation violation =
                only(refused(spec(DENSE + "- {type: activation, function: softmax}\n"), Digits.manifest()));

        assertThat(violation.pointer()).isEqualTo("/model/layers/2");
    }

    @Test
    void binaryCrossEntropyTellsTwoClassesByOneOutputAndAppliesTheSigmoidItself() {
        DatasetManifest two = Digits.rows(new Target.Classes(List.of("no", "yes")));
        String binary = spec("- {type: dense, units: 2}\n").replace("softmaxCrossEntropy", "binaryCrossEntropy");

        Violation width = only(refused(binary, two));
        assertThat(width.message()).contains("(2)", "(1)", "two classes by one output");
        assertThat(width.suggestion()).isEqualTo("units: 1");
        assertThat(only(refused(
                                binary.replace("units: 2", "units: 1")
                                        + "- {type: activation, function: sigmoid}\n".indent(4),
                                two))
                        .message())
                .contains("applies the sigmoid itself");
    }

    @Test
    void lookingAmongMorePlacesThanThereAreClassesIsRefused() {
        DatasetManifest two = Digits.rows(new Target.Classes(List.of("no", "yes")));

        assertThat(only(refused(spec("- {type: dense, units: 2}\n") + "metrics: [top3Accuracy]\n", two))
                        .pointer())
                .isEqualTo("/metrics/0");
    }

    @Test
    void aLengthIsGivenOnceInEpochsOrInSteps() {
        String both = spec(DENSE).replace("epochs: 1,", "epochs: 1, steps: 5,");
        String neither = spec(DENSE).replace("epochs: 1,", "");

        assertThat(only(refused(both, Digits.manifest())).pointer()).isEqualTo("/training/steps");
        assertThat(only(refused(neither, Digits.manifest())).message()).contains("epochs or steps");
    }

    @Test
    void stoppingEarlyByWhatIsNotMeasuredIsRefused() {
        String early = spec(DENSE).replace("batchSize: 32}", "batchSize: 32, earlyStop: {metric: accuracy}}");

        assertThat(only(refused(early, Digits.manifest())).pointer()).isEqualTo("/training/earlyStop/metric");
    }

    @Test
    void aWarmUpThatNeverEndsIsRefused() {
        String warm =
                spec(DENSE).replace("batchSize: 32}", "batchSize: 32, schedule: {type: cosine, warmupSteps: 90000}}");

        assertThat(only(refused(warm, Digits.manifest())).pointer()).isEqualTo("/training/schedule/warmupSteps");
    }

    @Test
    void aMissingSplitIsNamedWithWhatThereIs() {
        Violation violation = only(refused(
                spec(DENSE).replace("{ref: digits@1}", "{ref: digits@1, evaluation: heldout}"), Digits.manifest()));

        assertThat(violation.pointer()).isEqualTo("/dataset/evaluation");
        assertThat(violation.message()).contains("\"heldout\"", "heldOut", "train");
        assertThat(violation.suggestion()).isEqualTo("heldOut");
    }

    @Test
    void evaluatingOnWhatWasTrainedOnIsRefused() {
        assertThat(only(refused(
                                spec(DENSE).replace("{ref: digits@1}", "{ref: digits@1, evaluation: train}"),
                                Digits.manifest()))
                        .pointer())
                .isEqualTo("/dataset/evaluation");
    }

    @Test
    void normalisingNeedsOneNumberOrOneForEachChannel() {
        String transforms = "{ref: digits@1, transforms: [{type: normalize, mean: [1, 2], std: [1]}]}";

        assertThat(only(refused(spec(DENSE).replace("{ref: digits@1}", transforms), Digits.manifest()))
                        .pointer())
                .isEqualTo("/dataset/transforms/0/mean");
    }

    @Test
    void transformsChangeTheShapeThatTheNetworkSees() throws Exception {
        String pools = "- {type: maxPool2d, kernel: 2}\n".repeat(5) + DENSE;

        assertThat(refused(spec(pools), Digits.manifest())).hasSize(1);
        assertThat(plan(spec(pools), "[{type: resize, height: 32, width: 48}]")
                        .layers()
                        .getFirst()
                        .inputShape())
                .containsExactly(1L, 32L, 48L);
        assertThat(plan(
                                spec(DENSE),
                                "[{type: randomCrop, height: 24}, {type: randomFlip}, {type: randomCrop, padding: 2}]")
                        .layers()
                        .getFirst()
                        .inputShape())
                .containsExactly(1L, 24L, 28L);
    }

    @Test
    void transformsThatCanNotBeAppliedAreRefusedWithTheShapeBeforeThem() {
        String crop =
                "{ref: digits@1, transforms: [{type: resize, height: 20, width: 20}, {type: randomCrop, padding: 2, width: 25}]}";
        Violation violation = only(refused(spec(DENSE).replace("{ref: digits@1}", crop), Digits.manifest()));
        assertThat(violation.pointer()).isEqualTo("/dataset/transforms/1");
        assertThat(violation.message())
                .isEqualTo("randomCrop can't cut (1, 20, 25) out of (1, 20, 20), with its border (1, 24, 24)");

        String flip = "{ref: digits@1, transforms: [{type: randomFlip}]}";
        assertThat(only(refused(
                                spec("- {type: dense, units: 10}").replace("{ref: digits@1}", flip),
                                Digits.rows(tenClasses())))
                        .message())
                .isEqualTo("randomFlip can't take (4): it takes (channels, height, width)");
    }

    private static WorkPlan plan(String spec, String transforms) throws Rejected {
        String text = spec.replace("{ref: digits@1}", "{ref: digits@1, transforms: " + transforms + "}");
        return Plans.plan(JobSpecs.read(text.getBytes(UTF_8), SpecFormat.YAML), Digits.manifest());
    }

    @Test
    void twoLayersOfOneNameAreRefusedAlsoWhenOneOfThemIsMadeUp() {
        assertThat(refused(spec("""
                        - {type: flatten}
                        - {type: dense, name: dense2, units: 5}
                        - {type: dense, units: 5}
                        - {type: dense, name: dense2, units: 10}
                        """), Digits.manifest()))
                .extracting(Violation::pointer)
                .containsExactly("/model/layers/2", "/model/layers/3/name");
    }

    @Test
    void aNetworkWithoutParametersIsRefused() {
        DatasetManifest tenColumns = Digits.manifest(new DataFormat.Idx(List.of(10), tenClasses()), 100);

        assertThat(only(refused(spec("- {type: flatten}"), tenColumns)).pointer())
                .isEqualTo("/model");
    }

    @Test
    void batchNormOnABatchOfOneValueIsRefused() {
        String layers = "- {type: flatten}\n- {type: batchNorm}\n- {type: dense, units: 10}\n";
        DatasetManifest oneLeft = Digits.manifest(new DataFormat.Idx(List.of(1, 28, 28), tenClasses()), 65);

        assertThat(only(refused(spec(layers), oneLeft)).message()).contains("batchNorm1", "65 examples");
    }

    @Test
    void tooManyParametersStepsOrBytesAreRefusedBeforeAnythingIsAllocated() {
        String wide =
                "- {type: flatten}\n" + "- {type: dense, units: 1000000}\n".repeat(2) + "- {type: dense, units: 10}\n";
        assertThat(refused(spec(wide), Digits.manifest()))
                .extracting(Violation::pointer)
                .contains("/model");

        DatasetManifest huge =
                Digits.manifest(new DataFormat.Idx(List.of(1, 28, 28), tenClasses()), 1_000_000_000_000L);
        assertThat(refused(spec(DENSE).replace("epochs: 1,", "epochs: 100000,"), huge))
                .extracting(Violation::pointer)
                .contains("/training/epochs");

        String everywhere =
                "- {type: conv2d, filters: 65536, kernel: 1}\n- {type: flatten}\n- {type: dense, units: 10}\n";
        DatasetManifest large = Digits.manifest(new DataFormat.Idx(List.of(1, 1_000_000, 1_000_000), tenClasses()), 10);
        assertThat(refused(spec(everywhere), large))
                .allSatisfy(violation -> assertThat(violation.message()).containsAnyOf("at most", "2^63"));
    }

    @Test
    void moreDiskThanAnyMachineHasIsRefused() {
        String resized = "{ref: digits@1, transforms: [{type: resize, height: 28, width: 28}]}";
        DatasetManifest claimed =
                Digits.manifest(new DataFormat.ImageFolder(3, 16_384, 16_384, tenClasses()), 1_000_000_000_000L);

        Violation violation = only(
                refused(spec(DENSE).replace("{ref: digits@1}", resized).replace("epochs: 1", "steps: 1"), claimed));

        assertThat(violation.pointer()).isEqualTo("/dataset/ref");
        assertThat(violation.message()).contains("bytes of disk", "at most 1125899906842624");
    }

    @Test
    void countsBeyondAWordAreRefusedAtTheLayerThatReachesThem() {
        String layers =
                "- {type: conv2d, filters: 65536, kernel: 1}\n- {type: flatten}\n- {type: dense, units: 1000000}\n";
        DatasetManifest large = Digits.manifest(new DataFormat.Idx(List.of(1, 1_000_000, 1_000_000), tenClasses()), 10);

        Violation violation = only(refused(spec(layers), large));

        assertThat(violation.pointer()).isEqualTo("/model/layers/2");
        assertThat(violation.message()).contains("2^63");
    }

    @Test
    void memoryThatCanNotHoldTheTrainerIsRefusedWithWhatWouldDo() {
        Violation violation = only(refused(spec(DENSE) + "resources: {memory: 100MiB}\n", Digits.manifest()));

        assertThat(violation.pointer()).isEqualTo("/resources/memory");
        assertThat(violation.suggestion()).matches("[0-9]+MiB");
    }

    @Test
    void violationsOfAPlanGetTheirLinesFromTheText() throws Exception {
        String text = spec("- {type: flatten}\n- {type: dense, units: 12}\n");
        Rejected rejected = catchThrowableOfType(
                Rejected.class,
                () -> Plans.plan(JobSpecs.read(text.getBytes(UTF_8), SpecFormat.YAML), Digits.manifest()));

        Violation located = JobSpecs.locate(rejected, text.getBytes(UTF_8), SpecFormat.YAML)
                .violations()
                .getFirst();

        assertThat(located.line()).isEqualTo(10);
        assertThat(text.lines().toList().get(9)).contains("units: 12");
    }

    static WorkPlan planImages(String layers) throws Rejected {
        return Plans.plan(JobSpecs.read(spec(layers).getBytes(UTF_8), SpecFormat.YAML), Digits.manifest());
    }

    static Target.Classes tenClasses() {
        return new Target.Classes(
                IntStream.range(0, 10).mapToObj(String::valueOf).toList());
    }

    static String spec(String layers) {
        return """
                name: test
                dataset: {ref: digits@1}
                loss: {type: softmaxCrossEntropy}
                optimizer: {type: adam}
                training: {epochs: 1, batchSize: 32}
                model:
                  type: sequential
                  layers:
                """ + layers.indent(4);
    }

    private static List<Violation> refused(String text, DatasetManifest manifest) {
        Rejected rejected = catchThrowableOfType(
                Rejected.class, () -> Plans.plan(JobSpecs.read(text.getBytes(UTF_8), SpecFormat.YAML), manifest));
        assertThat(rejected).as("must be refused").isNotNull();
        return rejected.violations();
    }

    private static Violation only(List<Violation> violations) {
        assertThat(violations).hasSize(1);
        return violations.getFirst();
    }
}
