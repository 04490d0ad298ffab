package org.commonwatt.worker.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.ModelRef;
import org.commonwatt.protocol.spec.Transform;
import org.commonwatt.worker.pipe.FromTrainer;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TransferTest {

    private static final ModelRef FROM = new ModelRef.Local("base.safetensors");

    @TempDir
    Path folder;

    private Jobs bars;
    private Path base;

    /** A convolution with batch normalisation that has seen one epoch. */
    @BeforeEach
    void trainABase() throws Exception {
        bars = Jobs.bars(folder, 1);
        base = Path.of(
                LocalRun.of(bars.start(folder.resolve("base"))).finished().model());
    }

    @Test
    void aHeadLearnsOnAFrozenBaseWhoseParametersAndStatisticsDoNotMove() throws Exception {
        LocalRun run = LocalRun.of(onBase(true, 6).start(folder.resolve("work")));

        Map<String, float[]> before = arrays(base);
        Map<String, float[]> after = arrays(Path.of(run.finished().model()));
        assertThat(before).containsKeys("conv2d1.weight", "batchNorm1.runningMean");
        assertThat(after).containsOnlyKeys(before.keySet());
        for (String path : before.keySet()) {
            if (!path.startsWith("dense")) {
                assertThat(after.get(path)).as(path).isEqualTo(before.get(path));
            }
        }
        assertThat(run.finished().evaluation().get("accuracy")).isGreaterThan(0.95);
    }

    @Test
    void featuresComputedOnceTrainAsThoseComputedInEveryPass() throws Exception {
        Jobs once = onBase(true, 2);
        // A crop without a border to the image's own size moves nothing, but is random by its kind.
        Jobs everyPass = once.transformed(new Transform.RandomCrop(0, null, null));

        Map<String, float[]> one = arrays(Path.of(
                LocalRun.of(once.start(folder.resolve("once"))).finished().model()));
        Map<String, float[]> other = arrays(Path.of(
                LocalRun.of(everyPass.start(folder.resolve("pass"))).finished().model()));

        assertThat(rows(folder.resolve("once"))).isEqualTo(2);
        assertThat(rows(folder.resolve("pass"))).isZero();
        float[] weights = array(one, "dense1.weight");
        float[] others = array(other, "dense1.weight");
        double apart = 0;
        double size = 0;
        for (int i = 0; i < weights.length; i++) {
            apart += Math.abs(weights[i] - others[i]);
            size += Math.abs(weights[i]);
        }
        assertThat(apart / size).isLessThan(1e-3);
    }

    @Test
    void aBaseThatIsNotFrozenBeginsWithItsValuesAndGoesOnLearning() throws Exception {
        LocalRun run = LocalRun.withCheckpoints(onBase(false, 1).start(folder.resolve("work")));

        Map<String, float[]> before = arrays(base);
        Map<String, float[]> after = arrays(Path.of(run.finished().model()));
        assertThat(array(after, "conv2d1.weight")).isNotEqualTo(array(before, "conv2d1.weight"));
        for (int i = 0; i < array(before, "conv2d1.weight").length; i++) {
            assertThat(Math.abs(array(after, "conv2d1.weight")[i] - array(before, "conv2d1.weight")[i]))
                    .isLessThan(0.3f);
        }
        assertThat(array(after, "batchNorm1.runningMean")).isNotEqualTo(array(before, "batchNorm1.runningMean"));
    }

    @Test
    void aTransferResumesToTheSameBits() throws Exception {
        Jobs job = onBase(true, 2);
        LocalRun whole = LocalRun.withCheckpoints(job.start(folder.resolve("whole")));
        String checkpoint =
                whole.said(FromTrainer.CheckpointWritten.class).get(7).file();

        LocalRun resumed = LocalRun.of(job.start(folder.resolve("resumed"), checkpoint));

        assertThat(Files.readAllBytes(Path.of(resumed.finished().model())))
                .isEqualTo(Files.readAllBytes(Path.of(whole.finished().model())));
    }

    @Test
    void aTransferredModelIsABaseInItsTurn() throws Exception {
        String second = LocalRun.of(onBase(true, 1).start(folder.resolve("second")))
                .finished()
                .model();
        Jobs third = bars.with(new Model.Base(FROM, "dense1", true, List.of(new Layer.Dense("last", 10, true))))
                .and(FROM.toString(), second);

        Map<String, float[]> after = arrays(Path.of(
                LocalRun.of(third.start(folder.resolve("third"))).finished().model()));

        assertThat(array(after, "dense1.weight"))
                .isEqualTo(arrays(Path.of(second)).get("dense1.weight"));
        assertThat(after).containsKey("last.weight");
    }

    @Test
    void aCutThatTheBaseDoesNotHaveIsNamedWithWhatItHas() {
        Jobs job = bars.with(new Model.Base(FROM, "pool", true, List.of(new Layer.Flatten(null))))
                .and(FROM.toString(), base.toString());

        assertThatThrownBy(() -> LocalRun.of(job.start(folder.resolve("work")))).satisfies(thrown -> {
            assertThat(RunFailure.of(thrown).kind()).isEqualTo(FailureKind.SPEC);
            assertThat(thrown).hasMessageContaining("has no layer pool; it has conv2d1, batchNorm1");
        });
    }

    private Jobs onBase(boolean frozen, int epochs) {
        return bars.with(new Model.Base(
                        FROM,
                        "maxPool2d1",
                        frozen,
                        List.of(
                                new Layer.Dropout(null, 0.1),
                                new Layer.Flatten(null),
                                new Layer.Dense(null, 10, true))))
                .and(FROM.toString(), base.toString());
    }

    private static long rows(Path workFolder) throws Exception {
        try (Stream<Path> files = Files.list(workFolder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("features-"))
                    .count();
        }
    }

    private static Map<String, float[]> arrays(Path file) throws Exception {
        try (NDManager manager = Torch.load().newBaseManager();
                var in = Files.newInputStream(file)) {
            Map<String, float[]> arrays = new TreeMap<>();
            for (NDArray array : NDList.decode(manager, in)) {
                arrays.put(array.getName(), array.toFloatArray());
            }
            return arrays;
        }
    }

    private static float[] array(Map<String, float[]> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name), name);
    }
}
