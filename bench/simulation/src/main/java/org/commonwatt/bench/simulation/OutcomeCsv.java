package org.commonwatt.bench.simulation;

import java.util.List;
import java.util.stream.Stream;

import org.commonwatt.scheduler.simulation.Outcome;
import org.commonwatt.scheduler.simulation.Simulation.CaseOutcome;

/** Every case and policy as lines of comma-separated values; carbon is in kg here. */
final class OutcomeCsv {

    private static final String HEAD =
            "zone,start,policy,delay_weight,carbon_kg,delay_h,delay_p95_h,deadline_misses,utilisation,peak_cpus,restarts";

    private OutcomeCsv() {}

    static List<String> lines(List<CaseOutcome> outcomes) {
        return Stream.concat(Stream.of(HEAD), outcomes.stream().map(OutcomeCsv::line))
                .toList();
    }

    private static String line(CaseOutcome of) {
        Outcome outcome = of.outcome();
        return "%s,%d,%s,%s,%.6f,%.4f,%.4f,%.0f,%s,%.0f,%.0f"
                .formatted(
                        of.zone(),
                        of.start(),
                        of.policy(),
                        of.delayWeight(),
                        outcome.carbon(),
                        outcome.delayHours(),
                        outcome.delayP95Hours(),
                        outcome.deadlineMisses(),
                        outcome.utilisation().isPresent()
                                ? "%.4f".formatted(outcome.utilisation().getAsDouble())
                                : "",
                        outcome.peakCpus(),
                        outcome.restarts());
    }
}
