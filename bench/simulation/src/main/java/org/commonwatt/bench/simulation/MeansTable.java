package org.commonwatt.bench.simulation;

import org.commonwatt.scheduler.simulation.Comparison;
import org.commonwatt.scheduler.simulation.Outcome;
import org.commonwatt.scheduler.simulation.Simulation;
import org.commonwatt.scheduler.timing.Schedule;

/** Means over the cases for people's eyes. */
final class MeansTable {

    private static final String HEAD = "%-28s %8s %9s %9s %8s %8s %8s %8s%n"
            .formatted("policy", "carbon", "delay, h", "p95, h", "misses", "used, %", "peak", "restarts");

    private MeansTable() {}

    static String of(Comparison comparison) {
        StringBuilder table = new StringBuilder(HEAD);
        comparison.means().forEach((line, mean) -> table.append(row(name(line), mean)));
        table.append(row("at equal delay", comparison.oursAtEqualDelay()));
        return table.toString();
    }

    static String name(Comparison.Line line) {
        boolean isDefault = line.delayWeight() == Schedule.DEFAULT_DELAY_WEIGHT;
        return line.policy().equals(Simulation.OURS)
                ? "%s λ=%.2f%s".formatted("ours", line.delayWeight(), isDefault ? " (default)" : "")
                : line.policy();
    }

    private static String row(String name, Outcome mean) {
        String used = mean.utilisation().isPresent()
                ? "%.1f".formatted(100 * mean.utilisation().getAsDouble())
                : "–";
        return "%-28s %8.4f %9.2f %9.2f %8.1f %8s %8.1f %8.1f%n"
                .formatted(
                        name,
                        mean.carbon(),
                        mean.delayHours(),
                        mean.delayP95Hours(),
                        mean.deadlineMisses(),
                        used,
                        mean.peakCpus(),
                        mean.restarts());
    }
}
