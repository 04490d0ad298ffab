package org.commonwatt.protocol.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.plan.WorkPlan.HardwareEstimate;
import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.SpecFormat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PlansTest {

    @Test
    void theDigitsCnnIsCountedAsByHand() throws Exception {
        WorkPlan plan = Plans.plan(
                JobSpecs.read(Files.readAllBytes(Path.of("../examples/digits-cnn.yaml")), SpecFormat.YAML),
                Digits.manifest());

        assertThat(plan.layers().stream().map(LayerPlan::outputShape))
                .containsExactly(
                        List.of(32L, 26L, 26L),
                        List.of(32L, 26L, 26L),
                        List.of(64L, 24L, 24L),
                        List.of(64L, 24L, 24L),
                        List.of(64L, 12L, 12L),
                        List.of(64L, 12L, 12L),
                        List.of(9216L),
                        List.of(128L),
                        List.of(128L),
                        List.of(128L),
                        List.of(10L));
        assertThat(plan.layers().stream().map(LayerPlan::parameters))
                .containsExactly(320L, 0L, 18_496L, 0L, 0L, 0L, 0L, 1_179_776L, 0L, 0L, 1_290L);
        assertThat(plan.parameters()).isEqualTo(1_199_882);
        // Per output of a convolution 2·9·C and the bias: 21,632·19 + 36,864·577; of the dense layers 128·18,433 +
        // 10·257;
        // relu 21,632 + 36,864 + 128; pooling 9,216·4; dropout 2·(9,216 + 128).
        assertThat(plan.forwardFlopsPerExample()).isEqualTo(24_157_706);
        assertThat(plan.stepsPerEpoch()).isEqualTo(250);
        assertThat(plan.steps()).isEqualTo(1250);
        assertThat(plan.trainingFlops()).isEqualTo(24_157_706.0 * 5 * (3 * 8000 + 2000));
        assertThat(plan.transferBytes()).isEqualTo(500 + 1000 + 70);
    }

    @Test
    void theMemoryEstimateCountsParametersMomentsAndABatchsActivations() throws Exception {
        WorkPlan plan = Plans.plan(
                JobSpecs.read(Files.readAllBytes(Path.of("../examples/digits-mlp.yaml")), SpecFormat.YAML),
                Digits.manifest());

        long parameters = 784 * 128 + 128 + 128 * 10 + 10;
        // The outputs once more for the loss.
        long activations = (784 + 784 + 128 + 128 + 2 * 10) * 32;
        assertThat(plan.parameters()).isEqualTo(parameters);
        assertThat(plan.memoryBytes()).isEqualTo(700_000_000 + 4 * (7 * parameters + 2 * activations));
    }

    @Test
    void aLastSmallerBatchCountsAsAStep() throws Exception {
        WorkPlan plan = plan("- {type: dense, units: 10}", "training: {epochs: 2, batchSize: 7}");

        assertThat(plan.stepsPerEpoch()).isEqualTo(18);
        assertThat(plan.steps()).isEqualTo(36);
    }

    @Test
    void accumulatedBatchesMakeOneStepAndALengthMayBeGivenInSteps() throws Exception {
        WorkPlan plan = plan(
                "- {type: dense, units: 10}",
                "training: {steps: 40, batchSize: 7, accumulation: 4, evaluateSteps: 15}");
        WorkPlan whole = plan("- {type: dense, units: 10}", "training: {epochs: 8, batchSize: 7, accumulation: 4}");

        // ⌈18 batches / 4⌉
        assertThat(plan.stepsPerEpoch()).isEqualTo(5);
        assertThat(plan.steps()).isEqualTo(40).isEqualTo(whole.steps());
        // Three evaluations instead of eight.
        assertThat(plan.trainingFlops()).isLessThan(whole.trainingFlops());
    }

    @Test
    void everyLayerOfTheLanguageHasItsShapeAndItsCount() throws Exception {
        WorkPlan plan = PlanRefusalsTest.planImages("""
                - {type: conv2d, filters: 8, kernel: 5, stride: 2, padding: 2, bias: false}
                - {type: batchNorm}
                - {type: activation, function: gelu}
                - {type: maxPool2d, kernel: 3, stride: 2, padding: 1}
                - {type: avgPool2d, kernel: 2}
                - {type: layerNorm}
                - {type: globalAvgPool2d}
                - {type: dropout, rate: 0.1}
                - {type: dense, name: head, units: 10, bias: false}
                """);

        assertThat(plan.layers().stream()
                        .map(layer -> layer.name() + layer.outputShape() + layer.parameters() + "/" + layer.flops()))
                .containsExactly(
                        "conv2d1[8, 14, 14]200/" + 8 * 14 * 14 * 50,
                        "batchNorm1[8, 14, 14]16/" + 8 * 14 * 14 * 8,
                        "activation1[8, 14, 14]0/" + 8 * 14 * 14 * 10,
                        "maxPool2d1[8, 7, 7]0/" + 8 * 7 * 7 * 9,
                        "avgPool2d1[8, 3, 3]0/" + 8 * 3 * 3 * 4,
                        "layerNorm1[8, 3, 3]6/" + 8 * 3 * 3 * 8,
                        "globalAvgPool2d1[8]0/" + 8 * 3 * 3,
                        "dropout1[8]0/16",
                        "head[10]80/160");
    }

    @Test
    void layersOverALengthGapsAndGroupsHaveTheirShapesAndCounts() throws Exception {
        WorkPlan plan = PlanRefusalsTest.planImages("""
                - {type: conv2d, filters: 8, kernel: 3, dilation: 2, padding: 2}
                - {type: conv2d, filters: 16, kernel: 3, groups: 8, bias: false}
                - {type: reshape, shape: [16, 676]}
                - {type: conv1d, filters: 4, kernel: 5, stride: 3, dilation: 2, groups: 2}
                - {type: maxPool1d, kernel: 2}
                - {type: avgPool1d, kernel: 3, stride: 1, padding: 1}
                - {type: reshape, shape: [4, 3, 37]}
                - {type: globalMaxPool2d}
                - {type: dense, units: 10}
                """);

        assertThat(plan.layers().stream()
                        .map(layer -> layer.name() + layer.outputShape() + layer.parameters() + "/" + layer.flops()))
                .containsExactly(
                        "conv2d1[8, 28, 28]80/" + 8 * 28 * 28 * 19,
                        "conv2d2[16, 26, 26]144/" + 16 * 26 * 26 * 18,
                        "reshape1[16, 676]0/0",
                        "conv1d1[4, 223]" + 4 * 41 + "/" + 4 * 223 * 81,
                        "maxPool1d1[4, 111]0/" + 4 * 111 * 2,
                        "avgPool1d1[4, 111]0/" + 4 * 111 * 3,
                        "reshape2[4, 3, 37]0/0",
                        "globalMaxPool2d1[4]0/" + 4 * 3 * 37,
                        "dense1[10]50/90");
    }

    @Test
    void aResidualCountsBothItsBranchesAndKeepsAllTheyCompute() throws Exception {
        String inner = "{type: conv2d, filters: 4, kernel: 3, stride: 2, padding: 1}, {type: batchNorm}";
        String residual =
                "- {type: residual, layers: [%s], shortcut: [{type: conv2d, filters: 4, kernel: 1, stride: 2}]}"
                        .formatted(inner);
        String head = "\n- {type: flatten}\n- {type: dense, units: 10}\n";
        WorkPlan plan = PlanRefusalsTest.planImages(residual + head);

        long side = 4 * 14 * 14;
        assertThat(plan.layers().getFirst().outputShape()).containsExactly(4L, 14L, 14L);
        assertThat(plan.layers().getFirst().parameters()).isEqualTo(4 * 10 + 2 * 4 + 4 * 2);
        assertThat(plan.layers().getFirst().flops()).isEqualTo(side * (19 + 8 + 3 + 1));
        // Convolution, normalisation, shortcut and sum; the input, the flattened sum, the output and the loss's own.
        long values = 4 * side + 28 * 28 + side + 2 * 10;
        assertThat(plan.memoryBytes()).isEqualTo(700_000_000 + 4 * (7 * plan.parameters() + 2 * 32 * values));
    }

    @Test
    void estimatesNameTheirHardwareTheirEnergyAndTheirBand() throws Exception {
        WorkPlan plan = Plans.plan(
                JobSpecs.read(Files.readAllBytes(Path.of("../examples/digits-cnn.yaml")), SpecFormat.YAML),
                Digits.manifest());

        HardwareEstimate laptop = plan.estimates().getFirst();
        // 3.14e12 FLOP at 8.5e10/s, 1250 steps of 2 ms and 1.2 million parameters of 11 ns, and the start.
        assertThat(laptop.seconds()).isCloseTo(6 + 36.9 + 2.5 + 16.5, within(0.5));
        assertThat(laptop.energyWh()).isCloseTo(laptop.seconds() * 15 / 3600, within(1e-9));
        assertThat(plan.estimates()).hasSize(3).allSatisfy(estimate -> {
            assertThat(estimate.hardware()).isNotBlank();
            assertThat(estimate.seconds()).isPositive();
            assertThat(estimate.relativeError()).isBetween(0.1, 1.0);
        });
    }

    private static WorkPlan plan(String layers, String training) throws Exception {
        String text = PlanRefusalsTest.spec(layers).replace("training: {epochs: 1, batchSize: 32}", training);
        return Plans.plan(
                JobSpecs.read(text.getBytes(UTF_8), SpecFormat.YAML), Digits.rows(PlanRefusalsTest.tenClasses()));
    }
}
