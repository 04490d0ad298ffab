package org.commonwatt.scheduler.simulation;

import java.util.ArrayList;
import java.util.List;

import org.commonwatt.scheduler.Zone;
import org.commonwatt.scheduler.timing.TimingRound.Capacity;
import org.commonwatt.scheduler.timing.Waiting;

/** The simulator's planner, hour after hour, on what the service saw. Lives in its package to reach it. */
public final class SimulatedHours {

    private final GreenPolicy policy = new GreenPolicy("ours", 0.2, true);
    private final List<SimulatedJob> jobs = new ArrayList<>();
    private int hour;

    /** Jobs of these lengths and budgets, each on one processor, none of which begins. */
    public SimulatedHours(List<Waiting> tasks) {
        for (Waiting task : tasks) {
            int budget = Ticks.ofHours(task.schedule().waitingBudget().toSeconds() / 3600.0);
            int length = Ticks.ofHours(task.remaining().hours());
            jobs.add(new SimulatedJob(new TraceJob(jobs.size(), 0, length, 1, new Queue(budget, length))));
        }
    }

    /** Which of the tasks the simulator would run in the next hour, in order of precedence. */
    public List<Integer> next(Zone zone, List<Waiting> tasks, Capacity capacity) {
        for (int index = 0; index < jobs.size(); index++) {
            jobs.get(index).waited = Ticks.ofSeconds(tasks.get(index).waited().toSeconds());
        }
        double[] hourly =
                zone.hourly().stream().mapToDouble(Double::doubleValue).toArray();
        Grid grid = new Grid(zone.name(), hourly, -hour, Foresight.EXACT);
        World world = new World(
                grid,
                capacity.present(),
                capacity.expected(),
                Ticks.ofHours(tasks.getFirst().restartHours()));
        List<Integer> wanted = policy.wanted(jobs, hour * Ticks.PER_HOUR, world).stream()
                .map(job -> job.trace.number())
                .toList();
        hour++;
        return wanted;
    }
}
