package org.commonwatt.protocol.spec;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;

/** How long a job trains and in what portions. */
public record Training(
        @Doc("Passes over the training split.") @Range(min = 1, max = 100_000)
        int epochs,

        @Doc("Examples per step.") @Range(min = 1, max = 65_536)
        int batchSize,

        @Doc("Where all randomness begins: initial weights, order of examples, dropout.")
        @Range(min = 0, max = 9_007_199_254_740_991.0)
        @Default("0")
        long seed,

        @Doc(
                "CPU threads; chosen once by the node where absent. Part of a run's identity: other counts give other bits.")
        @Range(min = 1, max = 1024)
        @Nullable
        Integer threads,

        @Doc("Longest time between checkpoints.") @Range(min = 1, max = 86_400) @Default("\"60s\"")
        Duration checkpointEvery,

        @Doc("How the step size moves while the run goes on.") @Default("{\"type\": \"constant\"}")
        Schedule schedule,

        @Doc("Longest gradient, by its Euclidean norm over all parameters; a longer one is shortened to it.")
        @Range(above = 0, max = 1e9)
        @Nullable
        Double clipNorm) {

    /** What most jobs need: a constant step size, gradients as they come. */
    public Training(int epochs, int batchSize, long seed, @Nullable Integer threads, Duration checkpointEvery) {
        this(epochs, batchSize, seed, threads, checkpointEvery, new Schedule.Constant(0), null);
    }
}
