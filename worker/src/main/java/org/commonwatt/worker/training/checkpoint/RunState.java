package org.commonwatt.worker.training.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where a run stands, beside its arrays.
 *
 * @param identity what the run must be to go on from here: the hash of its spec and dataset
 * @param threads CPU threads, chosen at the first start; other counts would give other bits
 * @param step optimizer steps done; with the seed it says which examples come next
 * @param lastLoss training loss of the newest step, or null before the first
 * @param evaluatedStep step of the newest evaluation, or 0
 * @param evaluation the newest evaluation by metric
 * @param best the best evaluation, or null where none was made or the run does not look for it
 */
public record RunState(
        String identity,
        int threads,
        long step,
        @Nullable Double lastLoss,
        long evaluatedStep,
        Map<String, Double> evaluation,
        @Nullable Best best) {

    /** Before the first step. */
    public static RunState first(String identity, int threads) {
        return new RunState(identity, threads, 0, null, 0, Map.of(), null);
    }

    /** After another step. */
    public RunState after(long done, double loss) {
        return new RunState(identity, threads, done, loss, evaluatedStep, evaluation, best);
    }

    /** After an evaluation of the parameters as they are now. */
    public RunState evaluated(Map<String, Double> values, @Nullable Best bestNow) {
        return new RunState(identity, threads, step, lastLoss, step, new LinkedHashMap<>(values), bestNow);
    }
}
