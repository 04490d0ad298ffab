package org.commonwatt.bench.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.commonwatt.scheduler.simulation.FleetSimulation.FleetOutcome;
import org.commonwatt.scheduler.simulation.Simulation;

/** Whether ours uses the machines as well as others and emits less. */
final class FleetVerdict {

    /** Half a point of utilisation. */
    private static final double MOST_BEHIND = 0.005;

    private FleetVerdict() {}

    /** What is wanted and not reached, in words. */
    static List<String> shortfalls(double load, Map<String, FleetOutcome> outcomes) {
        FleetOutcome ours = Objects.requireNonNull(outcomes.get(Simulation.OURS));
        FleetOutcome firstCome = Objects.requireNonNull(outcomes.get("first-come"));
        double best = outcomes.values().stream()
                .mapToDouble(FleetOutcome::utilisation)
                .max()
                .orElse(0);
        List<String> missed = new ArrayList<>();
        if (ours.utilisation() < best - MOST_BEHIND) {
            missed.add("at a load of %.2f ours uses %.2f %% of the hours, another %.2f %%"
                    .formatted(load, 100 * ours.utilisation(), 100 * best));
        }
        if (ours.carbon() >= firstCome.carbon()) {
            missed.add("at a load of %.2f ours emits no less than first-come-first-served".formatted(load));
        }
        if (ours.tasksPerDay() < 0.995 * firstCome.tasksPerDay()) {
            missed.add("at a load of %.2f ours ends fewer tasks a day".formatted(load));
        }
        return missed;
    }
}
