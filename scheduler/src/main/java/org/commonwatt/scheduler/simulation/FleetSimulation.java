package org.commonwatt.scheduler.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.commonwatt.scheduler.Zone;

/**
 * A fleet of donated machines with daily patterns under an offered load: what of the hours on offer becomes work that counts.
 * Time goes by the minute; nobody may wait for cleaner hours, so that only the choice of nodes differs.
 */
public final class FleetSimulation {

    /**
     * The trial.
     *
     * @param nodes number of machines
     * @param load work that arrives as a share of what the machines offer
     * @param days that are counted, after one that is not
     * @param restartMinutes time of each start of a task after its first
     * @param checkpointMinutes work since the last checkpoint is lost when a machine goes
     */
    public record Trial(int nodes, double load, int days, int restartMinutes, int checkpointMinutes, long seed) {}

    /**
     * What a policy made of a trial.
     *
     * @param utilisation work that counted ÷ work that the machines could have done while they were there
     * @param carbon gCO2e for each hour of the reference machine's work that counted
     * @param tasksPerDay tasks that ended
     * @param meanHours from arrival to end in the mean, of those that ended
     * @param restarts starts of tasks after their first
     */
    public record FleetOutcome(double utilisation, double carbon, double tasksPerDay, double meanHours, int restarts) {}

    private static final int DAY = 24 * 60;
    private static final long GIB = 1L << 30;
    private static final RandomGeneratorFactory<RandomGenerator> RANDOM = RandomGeneratorFactory.of("L64X128MixRandom");

    private final Trial trial;
    private final Map<String, Grid> grids = new LinkedHashMap<>();

    /**
     * @param zones in which the machines stand, evenly
     * @param start hour of the trace at which the trial begins
     */
    public FleetSimulation(Trial trial, IntensityTrace intensities, List<String> zones, int start) {
        this.trial = trial;
        int hours = (trial.days() + 1) * 24;
        if (start < Grid.PAST || start + hours > intensities.hours()) {
            throw new TraceFault("a trial of " + hours + " hours from hour " + start + " on needs the " + Grid.PAST
                    + " hours before it and as many after it; " + intensities.source() + " has " + intensities.hours());
        }
        zones.forEach(zone -> grids.put(zone, new Grid(zone, intensities.zone(zone), start, Foresight.PERSISTENCE)));
    }

    static Instant instant(int minute) {
        return Instant.ofEpochSecond(60L * minute);
    }

    /** All policies on the same machines and tasks, first-come-first-served first and ours last. */
    public Map<String, FleetOutcome> run() {
        Map<String, FleetOutcome> outcomes = new LinkedHashMap<>();
        outcomes.put("first-come", run(FleetPolicy.firstCome()));
        outcomes.put("random", run(FleetPolicy.random(RANDOM.create(trial.seed()))));
        outcomes.put("greenest-now", run(FleetPolicy.greenestNow()));
        outcomes.put(Simulation.OURS, run(FleetPolicy.ours()));
        return outcomes;
    }

    private FleetOutcome run(FleetPolicy policy) {
        RandomGenerator random = RANDOM.create(trial.seed());
        int minutes = (trial.days() + 1) * DAY;
        List<FleetNode> nodes = new ArrayList<>();
        for (int number = 0; number < trial.nodes(); number++) {
            nodes.add(new FleetNode(number, List.copyOf(grids.keySet()), minutes, random));
        }
        return new FleetRun(trial, policy, nodes, arrivals(nodes, minutes, random), this::zones, this::intensity).run();
    }

    private Map<String, Zone> zones(int minute) {
        Map<String, Zone> zones = new HashMap<>();
        grids.forEach((name, grid) -> zones.put(name, grid.zone(minute / 60)));
        zones.put(Zone.WORLD, Zone.constant(Zone.WORLD, instant(minute), 475));
        return zones;
    }

    private double intensity(String zone, int minute) {
        Grid grid = grids.get(zone);
        return grid == null ? 475 : grid.intensity(minute / 60);
    }

    /**
     * Tasks at random moments: two of three take half an hour of the reference machine in the mean, the others 7 hours; six of
     * ten need 2 GiB of memory, three 7 GiB, and one 14.
     */
    private List<FleetTask> arrivals(List<FleetNode> nodes, int minutes, RandomGenerator random) {
        double offered = nodes.stream()
                .mapToDouble(node -> node.speed * node.presentMinutes(minutes))
                .sum();
        List<FleetTask> tasks = new ArrayList<>();
        double work = 0;
        while (work < offered * trial.load()) {
            double mean = random.nextInt(3) < 2 ? 30 : 7 * 60;
            double length = Math.max(2, Math.min(mean * random.nextExponential(), 48 * 60));
            int kind = random.nextInt(10);
            long memory = (kind < 6 ? 2 : kind < 9 ? 7 : 14) * GIB;
            tasks.add(new FleetTask(tasks.size(), memory, length, random.nextInt(minutes)));
            work += length;
        }
        tasks.sort(Comparator.comparingInt((FleetTask task) -> task.readySince).thenComparingInt(task -> task.number));
        return tasks;
    }
}
