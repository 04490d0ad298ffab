package org.commonwatt.protocol.plan;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;
import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.LayerNames;
import org.commonwatt.protocol.spec.SpecFormat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Architectures against the counts that are published for them. */
class ArchitecturesTest {

    /** For 1000 classes of 3×224×224, as the model zoo of torchvision counts them. */
    @ParameterizedTest
    @CsvSource({
        "'{type: vgg, depth: 11}', 132863336",
        "'{type: vgg, depth: 13}', 133047848",
        "'{type: vgg, depth: 16}', 138357544",
        "'{type: vgg, depth: 19}', 143667240",
        "'{type: vgg, depth: 16, batchNorm: true}', 138365992",
        "'{type: resnet, depth: 18}', 11689512",
        "'{type: resnet, depth: 34}', 21797672",
        "'{type: resnet, depth: 50}', 25557032",
        "'{type: mobilenetV2}', 3504872",
        "'{type: mobilenetV2, width: 0.5}', 1968680",
        "'{type: mobilenetV2, width: 1.4}', 6108776"
    })
    void architecturesHaveTheirPublishedNumberOfParametersOnImageNet(String model, long parameters) throws Exception {
        assertThat(plan(model, images(3, 224, 1000)).parameters()).isEqualTo(parameters);
    }

    @ParameterizedTest
    @CsvSource({
        // Multiply-adds as published (He et al. table 1, Sandler et al. table 4), two operations each.
        "'{type: resnet, depth: 18}', 1.8e9",
        "'{type: resnet, depth: 34}', 3.6e9",
        "'{type: resnet, depth: 50}', 4.1e9",
        "'{type: vgg, depth: 16}', 15.5e9",
        "'{type: mobilenetV2}', 0.3e9"
    })
    void architecturesNeedAboutTheirPublishedNumberOfOperations(String model, double multiplyAdds) throws Exception {
        assertThat(plan(model, images(3, 224, 1000)).forwardFlopsPerExample())
                .isBetween((long) (2 * multiplyAdds * 0.97), (long) (2 * multiplyAdds * 1.12));
    }

    @Test
    void smallImagesGetTheirSmallStems() throws Exception {
        // 11,173,962 is what is usual for ResNet-18 on CIFAR-10; MobileNetV2's strides hold no parameters.
        assertThat(plan("{type: resnet, depth: 18, stem: small}", images(3, 32, 10))
                        .parameters())
                .isEqualTo(11_173_962);
        assertThat(output("{type: resnet, stem: small}", 32, "stage4relu2")).containsExactly(512L, 4L, 4L);
        assertThat(plan("{type: mobilenetV2, stem: small}", images(3, 32, 10)).parameters())
                .isEqualTo(2_236_682);
        assertThat(output("{type: mobilenetV2, stem: small}", 32, "lastRelu")).containsExactly(1280L, 4L, 4L);
        assertThat(output("{type: mobilenetV2}", 224, "lastRelu")).containsExactly(1280L, 7L, 7L);
    }

    @Test
    void lenetIsTheTextbooksOnDigitsOfBothSizes() throws Exception {
        assertThat(plan("{type: lenet}", images(1, 28, 10)).parameters()).isEqualTo(61_706);
        assertThat(plan("{type: lenet, padding: 0}", images(1, 32, 10)).parameters())
                .isEqualTo(61_706);
    }

    @Test
    void anMlpHasALayerForEachWidthAndOneForTheOutput() throws Exception {
        WorkPlan plan = plan("{type: mlp, hidden: [30, 20], dropout: 0.5}", Digits.manifest());

        assertThat(plan.layers())
                .extracting(LayerPlan::name)
                .containsExactly(
                        "flatten", "dense1", "activation1", "dropout1", "dense2", "activation2", "dropout2", "output");
        assertThat(plan.parameters()).isEqualTo(785 * 30 + 31 * 20 + 21 * 10);
        assertThat(plan("{type: mlp, hidden: []}", Digits.rows(PlanRefusalsTest.tenClasses()))
                        .parameters())
                .isEqualTo(50);
    }

    @Test
    void layersOfAnArchitectureAllCarryNamesAndEachAnotherOne() throws Exception {
        for (String model : List.of("vgg", "resnet", "mobilenetV2", "mlp")) {
            JobSpec spec = spec("{type: " + model + "}");
            List<Layer> layers = Plans.layers(spec, images(3, 224, 10), null);

            assertThat(layers).extracting(Layer::name).doesNotContainNull();
            assertThat(LayerNames.of(layers)).doesNotHaveDuplicates();
        }
    }

    @Test
    void vggOnDigitsNamesTheLayerBothShapesAndTheSmallestInput() {
        Violation violation = refused("{type: vgg}", Digits.manifest());

        assertThat(violation.pointer()).isEqualTo("/model");
        assertThat(violation.message())
                .isEqualTo(
                        "pool5 (maxPool2d) can't take (512, 1, 1): its window of 2×2 is larger; the smallest that fits is"
                                + " (512, 2, 2), which a network's input of (1, 32, 32) would become");
    }

    @Test
    void aDepthThatDoesNotExistIsRefusedAtItsField() {
        assertThat(refused("{type: vgg, depth: 12}", Digits.manifest()))
                .returns("/model/depth", Violation::pointer)
                .satisfies(violation -> assertThat(violation.message()).contains("11, 13, 16 and 19", "none of 12"));
        assertThat(refused("{type: resnet, depth: 20}", Digits.manifest()).pointer())
                .isEqualTo("/model/depth");
    }

    @Test
    void anArchitectureForImagesOnRowsSaysWhatItTakes() {
        assertThat(refused("{type: resnet}", Digits.rows(PlanRefusalsTest.tenClasses()))
                        .message())
                .isEqualTo("stem (conv2d) can't take (4): it takes (channels, height, width)");
    }

    private static List<Long> output(String model, int side, String layer) throws Exception {
        return plan(model, images(3, side, 10)).layers().stream()
                .filter(plan -> plan.name().equals(layer))
                .findFirst()
                .orElseThrow()
                .outputShape();
    }

    private static WorkPlan plan(String model, DatasetManifest manifest) throws Rejected {
        return Plans.plan(spec(model), manifest);
    }

    private static Violation refused(String model, DatasetManifest manifest) {
        Rejected rejected = catchThrowableOfType(Rejected.class, () -> plan(model, manifest));
        assertThat(rejected.violations()).hasSize(1);
        return rejected.violations().getFirst();
    }

    private static DatasetManifest images(int channels, int side, int classes) {
        List<String> names =
                IntStream.range(0, classes).mapToObj(String::valueOf).toList();
        return Digits.manifest(new DataFormat.ImageFolder(channels, side, side, new Target.Classes(names)), 64);
    }

    private static JobSpec spec(String model) throws Rejected {
        String text = """
                name: test
                dataset: {ref: digits@1}
                loss: {type: softmaxCrossEntropy}
                optimizer: {type: adam}
                training: {epochs: 1, batchSize: 32}
                model: %s
                """.formatted(model);
        return JobSpecs.read(text.getBytes(UTF_8), SpecFormat.YAML);
    }
}
