package org.commonwatt.worker.training.tensor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

class OneDnnTest {

    /** The gradients of Σy² satisfy ∇x · x = ∇w · w = 2 y · y; on some machines oneDNN gave others, or no numbers. */
    @Test
    void gradientsOfConvolutionsAreRightOnThisMachine() {
        try (NDManager manager = Torch.load().newBaseManager()) {
            manager.getEngine().setRandomSeed(1);
            for (int images : List.of(1, 4)) {
                for (int channels : List.of(1, 32)) {
                    for (int filters : List.of(1, 20)) {
                        for (int side : List.of(2, 28)) {
                            for (int kernel : List.of(1, 3, 5)) {
                                try (NDManager part = manager.newSubManager()) {
                                    assertGradients(
                                            part.randomNormal(new Shape(images, channels, side, side)),
                                            part.randomNormal(new Shape(filters, channels, kernel, kernel)));
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private static void assertGradients(NDArray x, NDArray w) {
        String shapes = x.getShape() + " by " + w.getShape();
        x.setRequiresGradient(true);
        w.setRequiresGradient(true);
        long half = w.getShape().get(2) / 2;
        Shape one = new Shape(1, 1);
        try (GradientCollector collector = x.getManager().getEngine().newGradientCollector()) {
            NDArray y = Conv2d.conv2d(x, w, null, one, new Shape(half, half), one, 1)
                    .singletonOrThrow();
            collector.backward(y.square().sum());
            double wanted = 2 * OneDnn.product(y, y);
            Offset<Double> near = Offset.offset(1e-3 * wanted);
            assertThat(OneDnn.product(x, x.getGradient())).as(shapes).isCloseTo(wanted, near);
            assertThat(OneDnn.product(w, w.getGradient())).as(shapes).isCloseTo(wanted, near);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theEngineGoesWithoutItWhereItIsSwitchedOff() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SwitchedOff.class.getName());
        builder.environment().put("ONEDNN_VERBOSE", "profile_exec");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        String first = out.substring(out.indexOf("first"), out.indexOf("then"));
        String then = out.substring(out.indexOf("then"));
        assertThat(first.contains("convolution")).as(out).isEqualTo(Torch.usesOneDnn());
        assertThat(then).doesNotContain("convolution");
    }
}
