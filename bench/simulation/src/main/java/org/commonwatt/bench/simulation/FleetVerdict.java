package org.commonwatt.bench.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.commonwatt.scheduler.simulation.FleetSimulation.FleetOutcome;
import org.commonwatt.scheduler.simulation.Simulation;

/** Whether ours uses the machines better than all others where they are scarce, and as well where they aren't, and emits less. */
final class FleetVerdict {

    /** Half a point of utilisation. */
    private static final double MOST_BEHIND = 0.005;

    /** From this load on ours has to be ahead. */
    private static final double SATURATED = 0.85;

    /** Tasks that are at work when the counting begins and ends differ by so little, also where all that comes is done. */
    private static final double AT_WORK = 0.001;

    private FleetVerdict() {}

    /** What is wanted and not reached, in words. */
    static List<String> shortfalls(double load, Map<String, FleetOutcome> outcomes) {
        FleetOutcome ours = Objects.requireNonNull(outcomes.get(Simulation.OURS));
        List<String> missed = new ArrayList<>();
        outcomes.forEach((policy, other) -> {
            if (policy.equals(Simulation.OURS)) {
                return;
            }
            double ahead = ours.utilisation() - other.utilisation();
            if (load < SATURATED ? ahead < -MOST_BEHIND : ahead <= 0) {
                missed.add("at a load of %.2f ours uses %.2f %% of the hours, %s %.2f %%"
                        .formatted(load, 100 * ours.utilisation(), policy, 100 * other.utilisation()));
            }
            if (ours.carbon() >= other.carbon()) {
                missed.add("at a load of %.2f ours emits no less than %s".formatted(load, policy));
            }
            if (ours.tasksPerDay() < (1 - AT_WORK) * other.tasksPerDay()) {
                missed.add("at a load of %.2f ours ends %.1f tasks a day, %s %.1f"
                        .formatted(load, ours.tasksPerDay(), policy, other.tasksPerDay()));
            }
        });
        return missed;
    }
}
