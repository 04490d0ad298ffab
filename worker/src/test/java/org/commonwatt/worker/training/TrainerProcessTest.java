package org.commonwatt.worker.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Training;
import org.commonwatt.worker.pipe.FromTrainer;
import org.commonwatt.worker.pipe.ToTrainer;

import static org.assertj.core.api.Assertions.assertThat;

class TrainerProcessTest {

    private static final Training ENDLESS = new Training(100_000, 32, 7, 1, Duration.ofHours(1));

    @TempDir
    Path folder;

    private Path work;

    @BeforeEach
    void makeWorkFolder() {
        work = folder.resolve("work");
    }

    @Test
    void killedAndResumedTwiceItGivesTheBitsOfAnUndisturbedRun() throws Exception {
        Jobs job = Jobs.bars(folder, 8);
        byte[] undisturbed = Files.readAllBytes(
                Path.of(LocalRun.of(job.start(work)).finished().model()));

        FromTrainer.CheckpointWritten checkpoint = new FromTrainer.CheckpointWritten(0, "");
        for (long atLeast : new long[] {5, 20}) {
            try (TrainerProcess trainer = new TrainerProcess(folder)) {
                trainer.say(job.start(
                        folder.resolve("until" + atLeast), checkpoint.step() == 0 ? null : checkpoint.file()));
                trainer.await(FromTrainer.Started.class);
                do {
                    trainer.say(new ToTrainer.Checkpoint());
                    checkpoint = trainer.await(FromTrainer.CheckpointWritten.class);
                } while (checkpoint.step() < atLeast);
                trainer.kill();
            }
        }
        try (TrainerProcess trainer = new TrainerProcess(folder)) {
            trainer.say(job.start(folder.resolve("last"), checkpoint.file()));
            FromTrainer.Finished finished = trainer.await(FromTrainer.Finished.class);

            assertThat(trainer.heard().getFirst())
                    .isInstanceOfSatisfying(FromTrainer.Started.class, started -> assertThat(started.step())
                            .isBetween(20L, 119L));
            assertThat(trainer.status()).isZero();
            assertThat(Files.readAllBytes(Path.of(finished.model()))).isEqualTo(undisturbed);
        }
    }

    @Test
    void itTakesCheckpointsAndStopsAsAsked() throws Exception {
        Jobs job = Jobs.bars(folder, 1).with(ENDLESS);
        try (TrainerProcess trainer = new TrainerProcess(folder)) {
            trainer.say(job.start(work));
            trainer.await(FromTrainer.Measured.class);
            trainer.say(new ToTrainer.Checkpoint());
            FromTrainer.CheckpointWritten first = trainer.await(FromTrainer.CheckpointWritten.class);
            assertThat(Path.of(first.file())).isRegularFile().hasParent(work);
            // There would be nothing to save at the same step.
            trainer.await(
                    FromTrainer.Measured.class, measured -> measured.progress().step() > first.step());

            trainer.say(new ToTrainer.Stop(true));
            FromTrainer.CheckpointWritten last = trainer.await(FromTrainer.CheckpointWritten.class);
            FromTrainer.Stopped stopped = trainer.await(FromTrainer.Stopped.class);

            assertThat(stopped.step()).isEqualTo(last.step()).isGreaterThan(first.step());
            assertThat(trainer.status()).isZero();
        }
    }

    @Test
    void itEndsWithinTwoSecondsOfItsInputClosingEvenInNativeCode() throws Exception {
        Jobs job = Jobs.bars(folder, 1)
                .with(ENDLESS)
                .with(List.of(
                        // Kernels of 255 × 255 over images of 600 × 600: tens of seconds inside one operation.
                        new Layer.Conv2d(null, 1, 1, 1, 127, true),
                        new Layer.AvgPool2d(null, 255, 1, 127),
                        new Layer.AvgPool2d(null, 255, 1, 127),
                        new Layer.AvgPool2d(null, 255, 1, 127),
                        new Layer.AvgPool2d(null, 255, 1, 127),
                        new Layer.GlobalAvgPool2d(null),
                        new Layer.Dense(null, 10, true)));
        try (TrainerProcess trainer = new TrainerProcess(folder)) {
            trainer.say(job.start(work));
            trainer.await(FromTrainer.Started.class);
            long closed = System.nanoTime();
            trainer.abandon();

            assertThat(trainer.status()).isEqualTo(2);
            assertThat(Duration.ofNanos(System.nanoTime() - closed)).isLessThan(Duration.ofSeconds(10));
            assertThat(trainer.heard()).as("it was in its first step").hasSize(1);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
    void itsMemoryStaysFlatOverThousandsOfSteps() throws Exception {
        Jobs job = Jobs.bars(folder, 1)
                .with(new Training(100_000, 8, 7, 1, Duration.ofHours(1)))
                .with(List.of(
                        new Layer.Conv2d(null, 2, 3, 3, 0, true),
                        new Layer.BatchNorm(null, 1e-5, 0.9),
                        new Layer.Activation(null, ActivationFunction.RELU),
                        new Layer.Dropout(null, 0.25),
                        new Layer.Flatten(null),
                        new Layer.Dense(null, 10, true)));
        try (TrainerProcess trainer = new TrainerProcess(folder)) {
            trainer.say(job.start(work));
            trainer.await(
                    FromTrainer.Measured.class, measured -> measured.progress().step() >= 300);
            long early = trainer.residentBytes();
            trainer.await(
                    FromTrainer.Measured.class, measured -> measured.progress().step() >= 2300);
            long late = trainer.residentBytes();

            // A leak of a batch's arrays alone, 20 kB a step, would be 40 MB.
            assertThat(late).isBetween((long) (early * 0.95), (long) (early * 1.05));
        }
    }

    @Test
    void aFailureIsTheLastLineAndGivesStatusOne() throws Exception {
        Jobs job = Jobs.bars(folder, 1);
        Map<String, String> files = new LinkedHashMap<>(job.files());
        Path damaged = Files.writeString(folder.resolve("damaged"), "not IDX");
        files.put("train-images.idx", damaged.toString());
        try (TrainerProcess trainer = new TrainerProcess(folder)) {
            trainer.say(new Jobs(job.spec(), job.dataset(), files).start(work));
            FromTrainer.Failed failed = trainer.await(FromTrainer.Failed.class);

            assertThat(failed.kind()).isEqualTo(FailureKind.SPEC);
            assertThat(failed.message()).contains("train-images.idx: not an IDX file");
            assertThat(trainer.status()).isEqualTo(1);
        }
    }

    @Test
    void anInputThatEndsBeforeTheFirstOrderEndsIt() throws Exception {
        try (TrainerProcess trainer = new TrainerProcess(folder)) {
            trainer.abandon();

            assertThat(trainer.status()).isEqualTo(2);
        }
    }

    @Test
    void ordersThatNobodyUnderstandsEndIt() throws Exception {
        try (TrainerProcess trainer = new TrainerProcess(folder)) {
            trainer.sayRaw("{\"type\":\"dance\"}");

            assertThat(trainer.status()).isEqualTo(2);
        }
    }
}
