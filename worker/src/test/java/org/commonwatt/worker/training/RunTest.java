package org.commonwatt.worker.training;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.job.Progress;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Loss;
import org.commonwatt.protocol.spec.Optimizer;
import org.commonwatt.protocol.spec.Training;
import org.commonwatt.worker.pipe.FromTrainer;
import org.commonwatt.worker.pipe.ToTrainer;
import org.commonwatt.worker.training.data.IdxFiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RunTest {

    @TempDir
    Path folder;

    private Path work;

    @BeforeEach
    void makeWorkFolder() {
        work = folder.resolve("work");
    }

    @Test
    void exclusiveOrIsLearnedFromACsvFile() throws Exception {
        LocalRun run = LocalRun.of(Jobs.exclusiveOr(folder, 60).start(work));

        assertThat(run.finished().step()).isEqualTo(240);
        assertThat(run.finished().evaluation()).containsEntry("accuracy", 1.0);
        assertThat(run.finished().evaluation().get("loss")).isLessThan(0.1);
    }

    @Test
    void imagesAreLearnedFromIdxFiles() throws Exception {
        LocalRun run = LocalRun.of(Jobs.bars(folder, 4).start(work));

        assertThat(run.finished().evaluation().get("accuracy")).isGreaterThan(0.97);
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() throws Exception {
        Jobs job = Jobs.bars(folder, 1);
        Training other = new Training(1, 32, 8, 1, Duration.ofHours(1));

        byte[] first = model(LocalRun.of(job.start(folder.resolve("first"))));
        byte[] second = model(LocalRun.of(job.start(folder.resolve("second"))));
        byte[] third = model(LocalRun.of(job.with(other).start(folder.resolve("third"))));

        assertThat(second).isEqualTo(first);
        assertThat(third).isNotEqualTo(first);
    }

    @Test
    void aScheduleMovesTheStepSizeAndReportsIt() throws Exception {
        Jobs job = Jobs.exclusiveOr(folder, 2)
                .training("\"schedule\": {\"type\": \"cosine\", \"warmupSteps\": 2}, \"clipNorm\": 1");
        LocalRun run = LocalRun.of(job.start(work));

        assertThat(run.points("learningRate", "train").getFirst().value()).isEqualTo(0.025);
        assertThat(run.points("learningRate", "train").getLast().value()).isLessThan(0.02);
        assertThat(run.points("gradientNorm", "train").getFirst().value()).isPositive();
    }

    @Test
    void reportsTellHowFarTheRunIs() throws Exception {
        LocalRun run = LocalRun.of(Jobs.bars(folder, 2).start(work));

        assertThat(run.said().getFirst()).isEqualTo(new FromTrainer.Started(0, 30, 1));
        List<Progress> progress = run.said(FromTrainer.Measured.class).stream()
                .map(FromTrainer.Measured::progress)
                .toList();
        assertThat(progress.getFirst().step())
                .as("the first step is reported at once")
                .isEqualTo(1);
        assertThat(progress).extracting(Progress::step).isSorted();
        assertThat(progress).allSatisfy(at -> {
            assertThat(at.totalSteps()).isEqualTo(30);
            assertThat(at.totalEpochs()).isEqualTo(2);
            assertThat(at.epoch()).isEqualTo(at.step() / 15.0);
            assertThat(at.loss()).isNotNull();
            assertThat(at.samplesPerSecond()).isPositive();
        });
        assertThat(run.points("accuracy", "heldOut"))
                .extracting(MetricPoint::step)
                .containsExactly(15L, 30L);
        assertThat(run.points("loss", "heldOut")).extracting(MetricPoint::epoch).containsExactly(1.0, 2.0);
        assertThat(progress.getLast().accuracy())
                .isEqualTo(run.finished().evaluation().get("accuracy"));
    }

    @Test
    void aLossThatIsNotFiniteNamesTheStepAndTheLastFiniteLoss() throws Exception {
        Jobs job = Jobs.bars(folder, 4).with(new Optimizer.Sgd(100, 0.9, false, 0));
        Jobs unbounded = job.with(
                List.of(new Layer.Flatten(null), new Layer.Dense(null, 64, true), new Layer.Dense(null, 10, true)));

        assertThatThrownBy(() -> LocalRun.of(unbounded.start(work)))
                .isInstanceOfSatisfying(RunFailure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FINITE);
                    assertThat(failure)
                            .hasMessageMatching("(?s)The loss was (NaN|Infinity) in step \\d+\\. "
                                    + "The last finite loss was [0-9.e+]+, in step \\d+\\..*learning rate.*");
                });
        assertThat(work.resolve("model.safetensors")).doesNotExist();
    }

    @Test
    void aLossOnTheEvaluationSplitThatIsNotFiniteFailsARunWithoutMetricsToo() throws Exception {
        Jobs job = Jobs.bars(folder, 4)
                .with(new Optimizer.Sgd(100, 0.9, false, 0))
                .with(List.of(new Layer.Flatten(null), new Layer.Dense(null, 10, true)))
                .withoutMetrics(new Loss.Mse())
                .training("\"evaluateSteps\": 1");

        assertThatThrownBy(() -> LocalRun.of(job.start(work))).isInstanceOfSatisfying(RunFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FINITE);
            assertThat(failure).hasMessageContaining("on the evaluation split");
        });
    }

    @Test
    void labelsBeyondTheClassesStopARunBeforeItStarts() throws Exception {
        Jobs job = Jobs.bars(folder, 1);
        int[] labels = new int[200];
        labels[17] = 10;
        IdxFiles.bytes(folder.resolve("heldOut-labels.idx"), new int[] {200}, labels);

        assertThatThrownBy(() -> LocalRun.of(job.start(work))).satisfies(thrown -> {
            RunFailure failure = RunFailure.of(thrown);
            assertThat(failure.kind()).isEqualTo(FailureKind.SPEC);
            assertThat(failure).hasMessageContaining("heldOut-labels.idx, record 17: label 10");
        });
    }

    @Test
    void aLayerThatCannotTakeItsInputStopsARunBeforeItStarts() throws Exception {
        Jobs job =
                Jobs.bars(folder, 1).with(List.of(new Layer.Conv2d(null, 1, 13, 1, 0, true), new Layer.Flatten(null)));

        assertThatThrownBy(() -> LocalRun.of(job.start(work)))
                .satisfies(thrown -> assertThat(RunFailure.of(thrown).kind()).isEqualTo(FailureKind.SPEC));
    }

    @Test
    void aCheckpointOfAnotherSpecIsRefused() throws Exception {
        Jobs job = Jobs.exclusiveOr(folder, 1);
        LocalRun run = LocalRun.withCheckpoints(job.start(work));
        String checkpoint =
                run.said(FromTrainer.CheckpointWritten.class).getFirst().file();
        Jobs other = job.with(new Training(2, 16, 1, 1, Duration.ofHours(1)));

        assertThatThrownBy(() -> LocalRun.of(other.start(folder.resolve("other"), checkpoint)))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("another spec or dataset");
    }

    @Test
    void resumingFromAnyCheckpointGivesTheBitsOfAnUndisturbedRun() throws Exception {
        Jobs job = Jobs.bars(folder, 2);
        LocalRun whole = LocalRun.withCheckpoints(job.start(work));
        List<FromTrainer.CheckpointWritten> checkpoints = whole.said(FromTrainer.CheckpointWritten.class);
        assertThat(checkpoints).hasSize(30);

        // In the middle of an epoch, at its end, and the last.
        for (int index : new int[] {3, 14, checkpoints.size() - 1}) {
            FromTrainer.CheckpointWritten checkpoint = checkpoints.get(index);
            LocalRun resumed = LocalRun.of(job.start(folder.resolve("from" + index), checkpoint.file()));

            assertThat(resumed.said().getFirst()).isEqualTo(new FromTrainer.Started(checkpoint.step(), 30, 1));
            assertThat(model(resumed)).isEqualTo(model(whole));
            assertThat(resumed.finished().evaluation())
                    .isEqualTo(whole.finished().evaluation());
        }
    }

    @Test
    void theThreadCountIsChosenOnceAndKeptInTheCheckpoint() throws Exception {
        Jobs job = Jobs.exclusiveOr(folder, 1).with(new Training(1, 16, 7, null, Duration.ofHours(1)));
        ToTrainer.Start ofOwner = withThreads(job.start(work), 2);
        LocalRun first = LocalRun.withCheckpoints(ofOwner);
        String checkpoint =
                first.said(FromTrainer.CheckpointWritten.class).getFirst().file();
        LocalRun resumed = LocalRun.of(withThreads(job.start(folder.resolve("resumed"), checkpoint), 1));

        assertThat(first.said(FromTrainer.Started.class).getFirst().threads()).isEqualTo(2);
        assertThat(resumed.said(FromTrainer.Started.class).getFirst().threads()).isEqualTo(2);
        assertThat(model(resumed)).isEqualTo(model(first));
    }

    @Test
    void aRunWithoutAnyonesThreadCountTriesAndLeavesNoTrace() throws Exception {
        Jobs free = Jobs.bars(folder, 1).with(new Training(1, 32, 7, null, Duration.ofHours(1)));
        LocalRun calibrated = LocalRun.of(free.start(work));
        int threads = calibrated.said(FromTrainer.Started.class).getFirst().threads();
        LocalRun told = LocalRun.of(withThreads(free.start(folder.resolve("told")), threads));

        assertThat(threads).isBetween(1, Runtime.getRuntime().availableProcessors());
        assertThat(model(told)).as("calibrating moved no running statistic").isEqualTo(model(calibrated));
    }

    @Test
    void theModelFileSaysHowToUseIt() throws Exception {
        LocalRun run = LocalRun.of(Jobs.exclusiveOr(folder, 1).start(work));
        String header = new String(model(run), StandardCharsets.UTF_8);

        assertThat(header)
                .contains("dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias")
                .contains("commonwatt.model", "commonwatt.transforms", "commonwatt.input", "tanh", "yes");
    }

    private static byte[] model(LocalRun run) throws Exception {
        return Files.readAllBytes(Path.of(run.finished().model()));
    }

    private static ToTrainer.Start withThreads(ToTrainer.Start start, int threads) {
        return new ToTrainer.Start(
                start.spec(),
                start.dataset(),
                Map.copyOf(start.files()),
                start.workFolder(),
                threads,
                start.memoryBytes(),
                start.checkpoint());
    }
}
