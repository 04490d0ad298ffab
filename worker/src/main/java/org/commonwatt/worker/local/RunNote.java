package org.commonwatt.worker.local;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a local run is and where it stands; {@code run.json}.
 *
 * @param spec the spec in its canonical form
 * @param dataset SHA-256 of its dataset's manifest
 * @param base SHA-256 of the model file that it begins with, or null
 * @param threads CPU threads, or 0 before they were chosen
 * @param spent time and energy up to the newest checkpoint, all attempts together
 * @param result how it ended, or null before its end
 */
record RunNote(
        JsonNode spec,
        String dataset,
        @Nullable String base,
        int threads,
        Spent spent,
        @Nullable Result result) {

    /**
     * @param seconds running time
     * @param wattHours estimated energy
     */
    record Spent(double seconds, double wattHours) {

        Spent plus(Spent other) {
            return new Spent(seconds + other.seconds, wattHours + other.wattHours);
        }
    }

    /**
     * @param step steps done
     * @param evaluation of the model on the evaluation split
     */
    record Result(long step, Map<String, Double> evaluation) {}

    /** Whether it trains what the other does. */
    boolean isOf(RunNote other) {
        return spec.equals(other.spec) && dataset.equals(other.dataset) && hasBaseOf(other);
    }

    /** Whether both begin with the same bytes. */
    boolean hasBaseOf(RunNote other) {
        return Objects.equals(base, other.base);
    }

    RunNote with(int chosenThreads) {
        return new RunNote(spec, dataset, base, chosenThreads, spent, result);
    }

    RunNote with(Spent now) {
        return new RunNote(spec, dataset, base, threads, now, result);
    }

    RunNote with(Result end) {
        return new RunNote(spec, dataset, base, threads, spent, end);
    }
}
