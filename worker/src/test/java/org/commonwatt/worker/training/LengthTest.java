package org.commonwatt.worker.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.worker.pipe.FromTrainer;
import org.commonwatt.worker.pipe.ToTrainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How long a run goes on, in what portions, and what it keeps on the way. Four steps of 16 examples are an epoch. */
class LengthTest {

    @TempDir
    Path folder;

    private Path work;

    @BeforeEach
    void makeWorkFolder() {
        work = folder.resolve("work");
    }

    @Test
    void aLengthInStepsMayEndInTheMiddleOfAnEpochAndItsEndIsEvaluated() throws Exception {
        Jobs job = Jobs.exclusiveOr(folder, 1).training("\"epochs\": null, \"steps\": 10");
        LocalRun run = LocalRun.of(job.start(work));

        assertThat(run.finished().step()).isEqualTo(10);
        assertThat(run.points("loss", "heldOut")).extracting(MetricPoint::step).containsExactly(4L, 8L, 10L);
        assertThat(run.points("loss", "heldOut")).extracting(MetricPoint::epoch).containsExactly(1.0, 2.0, 2.5);
        assertThat(run.said(FromTrainer.Measured.class).getLast().progress().totalEpochs())
                .isEqualTo(3);
    }

    @Test
    void theLogBeginsWithTheSizeOfTheWork() throws Exception {
        LocalRun run = LocalRun.of(Jobs.exclusiveOr(folder, 3).start(work));

        assertThat(run.said(FromTrainer.Logged.class).getFirst().line().text())
                .matches("Training begins: \\d+ parameters, 12 steps in all, on one thread\\.");
    }

    @Test
    void evaluationsComeEverySoManySteps() throws Exception {
        Jobs job = Jobs.exclusiveOr(folder, 2).training("\"evaluateSteps\": 3");

        assertThat(LocalRun.of(job.start(work)).points("loss", "heldOut"))
                .extracting(MetricPoint::step)
                .containsExactly(3L, 6L, 8L);
    }

    @Test
    void checkpointsComeEverySoManySteps() throws Exception {
        Jobs job = Jobs.exclusiveOr(folder, 2).training("\"checkpointSteps\": 3");

        assertThat(LocalRun.of(job.start(work)).said(FromTrainer.CheckpointWritten.class))
                .extracting(FromTrainer.CheckpointWritten::step)
                .containsExactly(3L, 6L);
    }

    @Test
    void accumulatedBatchesLearnWhatOneLargeBatchWould() throws Exception {
        // 64 examples in batches of 12: five whole ones and a rest of 4.
        LocalRun large = LocalRun.of(
                Jobs.exclusiveOr(folder, 20).training("\"batchSize\": 24").start(work));
        LocalRun small = LocalRun.of(Jobs.exclusiveOr(folder, 20)
                .training("\"batchSize\": 12, \"accumulation\": 2")
                .start(folder.resolve("small")));

        assertThat(small.finished().step()).isEqualTo(large.finished().step()).isEqualTo(60);
        assertThat(small.finished().evaluation().get("loss"))
                .isCloseTo(large.finished().evaluation().get("loss"), Offset.offset(1e-4));
        assertThat(small.points("loss", "train").getFirst().value())
                .isCloseTo(large.points("loss", "train").getFirst().value(), Offset.offset(1e-6));
    }

    @Test
    void accumulationIsResumedWithTheSameBits() throws Exception {
        Jobs job = Jobs.bars(folder, 1).training("\"batchSize\": 20, \"accumulation\": 3");
        LocalRun whole = LocalRun.withCheckpoints(job.start(work));
        FromTrainer.CheckpointWritten third =
                whole.said(FromTrainer.CheckpointWritten.class).get(2);
        LocalRun resumed = LocalRun.of(job.start(folder.resolve("resumed"), third.file()));

        assertThat(model(resumed)).isEqualTo(model(whole));
    }

    @Test
    void aRunThatGetsNoBetterEndsWithItsBestNetwork() throws Exception {
        // Nothing after the first evaluation is better by a million.
        Jobs job = Jobs.bars(folder, 9).training("\"earlyStop\": {\"patience\": 2, \"minDelta\": 1e6}");
        LocalRun stopped = LocalRun.of(job.start(work));
        MetricPoint best = stopped.points("loss", "heldOut").stream()
                .min(Comparator.comparingDouble(MetricPoint::value))
                .orElseThrow();
        LocalRun shorter = LocalRun.of(Jobs.bars(folder, (int) best.step() / 15).start(folder.resolve("shorter")));

        assertThat(stopped.finished().step()).isEqualTo(45);
        assertThat(arrays(stopped)).isEqualTo(arrays(shorter));
        assertThat(stopped.finished().evaluation()).isEqualTo(shorter.finished().evaluation());
        assertThat(stopped.said(FromTrainer.Logged.class).getLast().line().text())
                .startsWith("The best loss, ")
                .endsWith("was that after step " + best.step() + " of 45; the model is the one of then.");
    }

    @Test
    void theBestOfAllCountsNotTheOneBefore() throws Exception {
        // Accuracy is bounded: once it is 1 nothing is better, however little the values before moved.
        Jobs job =
                Jobs.exclusiveOr(folder, 1000).training("\"earlyStop\": {\"metric\": \"accuracy\", \"patience\": 3}");
        LocalRun run = LocalRun.of(job.start(work));
        List<MetricPoint> accuracies = run.points("accuracy", "heldOut");
        double best = accuracies.stream().mapToDouble(MetricPoint::value).max().orElseThrow();
        long firstBest = accuracies.stream()
                .filter(point -> point.value() == best)
                .findFirst()
                .orElseThrow()
                .step();

        assertThat(run.finished().step()).isEqualTo(firstBest + 3 * 4).isLessThan(4000);
        assertThat(run.finished().evaluation()).containsEntry("accuracy", best);
    }

    @Test
    void anEarlyEndIsTheSameAfterResumingFromAnyCheckpoint() throws Exception {
        Jobs job = Jobs.bars(folder, 9).training("\"earlyStop\": {\"patience\": 2, \"minDelta\": 1e6}");
        LocalRun whole = LocalRun.withCheckpoints(job.start(work));
        List<FromTrainer.CheckpointWritten> checkpoints = whole.said(FromTrainer.CheckpointWritten.class);

        // Before the best, just after it, and long after.
        for (int index : new int[] {7, 15, 41}) {
            LocalRun resumed = LocalRun.of(job.start(
                    folder.resolve("from" + index), checkpoints.get(index).file()));

            assertThat(model(resumed)).isEqualTo(model(whole));
            assertThat(resumed.finished())
                    .extracting(FromTrainer.Finished::step)
                    .isEqualTo(45L);
        }
    }

    @Test
    void moreMemoryThanThereIsStopsARunBeforeItStarts() throws Exception {
        ToTrainer.Start start = Jobs.exclusiveOr(folder, 1).start(work);
        ToTrainer.Start cramped = new ToTrainer.Start(
                start.spec(), start.dataset(), start.files(), start.workFolder(), null, 64L << 20, null);

        assertThatThrownBy(() -> LocalRun.of(cramped))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY))
                .hasMessageContaining("64 MiB are allowed");
    }

    private static byte[] model(LocalRun run) throws Exception {
        return Files.readAllBytes(Path.of(run.finished().model()));
    }

    /** The values in the model's file, without its header. */
    private static byte[] arrays(LocalRun run) throws Exception {
        byte[] file = model(run);
        int header = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return Arrays.copyOfRange(file, Long.BYTES + header, file.length);
    }
}
