package org.commonwatt.worker.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Transform;
import org.commonwatt.worker.pipe.FromTrainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run of any family, its process killed at random moments and started again from its newest checkpoint, ends with the very
 * file of a run that was left alone. {@code -Dcommonwatt.kills=N} says how often (once by default), {@code
 * -Dcommonwatt.kills.seed=N} when.
 */
class KilledTest {

    private static final int KILLS = Integer.getInteger("commonwatt.kills", 1);
    private static final long SEED = Long.getLong("commonwatt.kills.seed", System.nanoTime());

    private static final String FIFTY_STEPS = "\"epochs\": null, \"steps\": 50";

    @TempDir
    Path folder;

    /** Networks small enough to be trained in a second or two. */
    enum Family {
        TABLE(240) {
            @Override
            Jobs job(Path folder) throws Exception {
                return Jobs.exclusiveOr(folder, 60)
                        .with(List.of(
                                new Layer.Dense(null, 8, true),
                                new Layer.Activation(null, ActivationFunction.TANH),
                                new Layer.Dropout(null, 0.1),
                                new Layer.Dense(null, 2, true)));
            }
        },
        IMAGES(45) {
            @Override
            Jobs job(Path folder) throws Exception {
                return Jobs.bars(folder, 3)
                        .transformed(new Transform.RandomCrop(1, null, null), new Transform.RandomFlip(0.5));
            }
        },
        RESIDUAL(45) {
            @Override
            Jobs job(Path folder) throws Exception {
                List<Layer> inside = List.of(
                        new Layer.Conv2d(null, 1, 3, 1, 1, true),
                        new Layer.BatchNorm(null, 1e-5, 0.9),
                        new Layer.Dropout(null, 0.1));
                return Jobs.bars(folder, 3)
                        .with(List.of(
                                new Layer.Residual(null, inside, null),
                                new Layer.Flatten(null),
                                new Layer.Dense(null, 10, true)));
            }
        },
        LSTM(50) {
            @Override
            Jobs job(Path folder) throws Exception {
                return TextJobs.orders(folder, "{type: lstmClassifier, embedding: 8, units: 8, dropout: 0.2}")
                        .training(FIFTY_STEPS);
            }
        },
        TEXT_TRANSFORMER(50) {
            @Override
            Jobs job(Path folder) throws Exception {
                return TextJobs.orders(folder, "{type: textTransformer, width: 16, heads: 2, layers: 1, dropout: 0.2}")
                        .training(FIFTY_STEPS);
            }
        },
        GPT(50) {
            @Override
            Jobs job(Path folder) throws Exception {
                return TextJobs.refrain(folder, "{type: gpt, width: 16, heads: 2, layers: 1, dropout: 0.2}")
                        .training(FIFTY_STEPS);
            }
        },
        SEQ2SEQ(50) {
            @Override
            Jobs job(Path folder) throws Exception {
                return TextJobs.reversals(folder, "{type: seq2seq, embedding: 8, units: 16, dropout: 0.2}", 1);
            }
        },
        TRANSFORMER_SEQ2SEQ(50) {
            @Override
            Jobs job(Path folder) throws Exception {
                return TextJobs.reversals(
                        folder, "{type: transformerSeq2seq, width: 16, heads: 2, layers: 1, dropout: 0.2}", 1);
            }
        },
        WORD2VEC(50) {
            @Override
            Jobs job(Path folder) throws Exception {
                return TextJobs.topics(folder).training(FIFTY_STEPS);
            }
        },
        /** Accumulated batches, a schedule and an early stop that does not come. */
        LONG_WAY(48) {
            @Override
            Jobs job(Path folder) throws Exception {
                return Jobs.bars(folder, 6).training("""
                                "batchSize": 20, "accumulation": 3, "clipNorm": 0.5,
                                "schedule": {"type": "cosine", "warmupSteps": 10},
                                "earlyStop": {"patience": 100, "metric": "accuracy"}
                                """);
            }
        };

        private final long steps;

        Family(long steps) {
            this.steps = steps;
        }

        abstract Jobs job(Path folder) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void killedAndResumedARunEndsInTheBitsOfOneThatWasLeftAlone(Family family, TestInfo info) throws Exception {
        Jobs job = family.job(folder).training("\"checkpointSteps\": 1");
        LocalRun alone = LocalRun.of(job.start(folder.resolve("alone")));
        assertThat(alone.finished().step()).isGreaterThanOrEqualTo(family.steps);
        // Not the last quarter: whoever is to be killed must not be done.
        long[] moments = new SplittableRandom(SEED + family.ordinal())
                .longs(KILLS, 1, family.steps * 3 / 4)
                .sorted()
                .toArray();

        FromTrainer.CheckpointWritten checkpoint = null;
        for (int kill = 0; kill < KILLS; kill++) {
            try (TrainerProcess trainer = new TrainerProcess(folder)) {
                trainer.say(job.start(folder.resolve("killed" + kill), checkpoint == null ? null : checkpoint.file()));
                trainer.await(FromTrainer.Started.class);
                long moment = moments[kill];
                checkpoint = trainer.await(FromTrainer.CheckpointWritten.class, written -> written.step() >= moment);
                trainer.kill();
            }
        }
        try (TrainerProcess trainer = new TrainerProcess(folder)) {
            trainer.say(job.start(folder.resolve("last"), checkpoint == null ? null : checkpoint.file()));
            FromTrainer.Finished finished = trainer.await(FromTrainer.Finished.class);

            assertThat(Files.readAllBytes(Path.of(finished.model())))
                    .as("%s, kills of seed %d", info.getDisplayName(), SEED)
                    .isEqualTo(Files.readAllBytes(Path.of(alone.finished().model())));
            assertThat(finished.evaluation()).isEqualTo(alone.finished().evaluation());
        }
    }
}
