package org.commonwatt.protocol.spec;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;

/** How long a job trains and in what portions. Its length is given in {@code epochs} or in {@code steps}, not in both. */
public record Training(
        @Doc("Passes over the training split; this or steps.") @Range(min = 1, max = 100_000) @Nullable
        Integer epochs,

        @Doc("Steps of the optimizer; this or epochs.") @Range(min = 1, max = 1_000_000_000) @Nullable
        Long steps,

        @Doc("Examples in a batch.") @Range(min = 1, max = 65_536)
        int batchSize,

        @Doc("Batches whose gradients make one step together, each with the memory of one.")
        @Range(min = 1, max = 65_536)
        @Default("1")
        int accumulation,

        @Doc("Where all randomness begins: initial weights, order of examples, dropout.")
        @Range(min = 0, max = 9_007_199_254_740_991.0)
        @Default("0")
        long seed,

        @Doc(
                "CPU threads; chosen once by the node where absent. Part of a run's identity: other counts give other bits.")
        @Range(min = 1, max = 1024)
        @Nullable
        Integer threads,

        @Doc("What numbers are computed in.") @Default("\"float32\"")
        Precision precision,

        @Doc("Longest time between checkpoints.") @Range(min = 1, max = 86_400) @Default("\"60s\"")
        Duration checkpointEvery,

        @Doc("Most steps between checkpoints; only time counts where absent.")
        @Range(min = 1, max = 1_000_000_000)
        @Nullable
        Long checkpointSteps,

        @Doc("Which checkpoints are kept; as the service is set where absent.") @Nullable
        KeptCheckpoints keepCheckpoints,

        @Doc("Steps between evaluations; after each epoch where absent. The end of a run is always evaluated.")
        @Range(min = 1, max = 1_000_000_000)
        @Nullable
        Long evaluateSteps,

        @Doc("How the step size moves while the run goes on.") @Default("{\"type\": \"constant\"}")
        Schedule schedule,

        @Doc("Longest gradient, by its Euclidean norm over all parameters; a longer one is shortened to it.")
        @Range(above = 0, max = 1e9)
        @Nullable
        Double clipNorm,

        @Doc("When the run ends before its time.") @Nullable EarlyStop earlyStop) {

    /** What most jobs need: a constant step size, gradients as they come, an evaluation after each epoch. */
    public Training(int epochs, int batchSize, long seed, @Nullable Integer threads, Duration checkpointEvery) {
        this(
                epochs,
                null,
                batchSize,
                1,
                seed,
                threads,
                Precision.FLOAT32,
                checkpointEvery,
                null,
                null,
                null,
                new Schedule.Constant(0),
                null,
                null);
    }
}
