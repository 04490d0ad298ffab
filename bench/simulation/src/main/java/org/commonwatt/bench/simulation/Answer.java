package org.commonwatt.bench.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import org.commonwatt.scheduler.simulation.Comparison;
import org.commonwatt.scheduler.simulation.Outcome;
import org.commonwatt.scheduler.simulation.Simulation;
import org.commonwatt.scheduler.timing.Schedule;

/** The figures as one JSON object. */
final class Answer {

    private Answer() {}

    /** Means of each policy; of ours at the default weight. */
    static Map<String, Object> policies(Comparison comparison) {
        Map<String, Object> policies = new LinkedHashMap<>();
        for (Comparison.Line line : comparison.means().keySet()) {
            policies.putIfAbsent(line.policy(), outcome(comparison.mean(line.policy())));
        }
        return policies;
    }

    static Map<String, Object> claim(Comparison comparison, List<String> shortfalls, boolean knowsAll) {
        Outcome equal = comparison.oursAtEqualDelay();
        Outcome theirs = comparison.mean(Simulation.CARBON_TIME);
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("ratioAtEqualDelay", rounded(comparison.ratioAtEqualDelay()));
        claim.put("ratioWithOurForecast", rounded(comparison.ratioWithOurForecast()));
        claim.put("wantedRatio", Comparison.WANTED_RATIO);
        claim.put("holds", shortfalls.isEmpty());
        claim.put("shortfalls", shortfalls);
        claim.put("oursAtEqualDelay", outcome(equal));
        claim.put("extraDeadlineMisses", rounded(equal.deadlineMisses() - theirs.deadlineMisses()));
        if (knowsAll) {
            claim.put("shareOfWaitAwhileAtZero", rounded(comparison.shareOfWaitAwhile(0)));
            claim.put("shareOfWaitAwhile", rounded(comparison.shareOfWaitAwhile(Schedule.DEFAULT_DELAY_WEIGHT)));
            double delay = comparison.mean(Simulation.OURS).delayHours();
            claim.put(
                    "delayOfWaitAwhile",
                    rounded(delay / comparison.mean("WaitAwhile").delayHours()));
        }
        return claim;
    }

    private static Map<String, Object> outcome(Outcome outcome) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("carbon", rounded(outcome.carbon()));
        fields.put("delayHours", rounded(outcome.delayHours()));
        fields.put("delayP95Hours", rounded(outcome.delayP95Hours()));
        fields.put("deadlineMisses", rounded(outcome.deadlineMisses()));
        fields.put("utilisation", rounded(outcome.utilisation()));
        fields.put("peakCpus", rounded(outcome.peakCpus()));
        fields.put("restarts", rounded(outcome.restarts()));
        return fields;
    }

    private static @Nullable Double rounded(OptionalDouble value) {
        return value.isPresent() ? rounded(value.getAsDouble()) : null;
    }

    /** To a millionth; null where a mean over nothing is no number. */
    private static @Nullable Double rounded(double value) {
        return Double.isFinite(value) ? Math.rint(value * 1e6) / 1e6 : null;
    }
}
