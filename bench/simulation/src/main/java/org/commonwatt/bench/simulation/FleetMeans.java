package org.commonwatt.bench.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.commonwatt.scheduler.simulation.FleetSimulation.FleetOutcome;

/** Means over runs that differ in their seed only. */
final class FleetMeans {

    private FleetMeans() {}

    static Map<String, FleetOutcome> of(List<Map<String, FleetOutcome>> runs) {
        Map<String, FleetOutcome> means = new LinkedHashMap<>();
        for (String policy : runs.getFirst().keySet()) {
            List<FleetOutcome> all = runs.stream()
                    .flatMap(run -> run.entrySet().stream())
                    .filter(entry -> entry.getKey().equals(policy))
                    .map(Map.Entry::getValue)
                    .toList();
            means.put(
                    policy,
                    new FleetOutcome(
                            mean(all, FleetOutcome::utilisation),
                            mean(all, FleetOutcome::carbon),
                            mean(all, FleetOutcome::tasksPerDay),
                            mean(all, FleetOutcome::meanHours),
                            (int) Math.round(mean(all, FleetOutcome::restarts))));
        }
        return means;
    }

    private static double mean(List<FleetOutcome> all, ToDoubleFunction<FleetOutcome> measure) {
        return all.stream().mapToDouble(measure).average().orElseThrow();
    }
}
