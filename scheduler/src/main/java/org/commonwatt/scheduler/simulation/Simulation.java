package org.commonwatt.scheduler.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.commonwatt.scheduler.timing.Schedule;

/** All policies on cases of one zone and one start hour, each with machines that come and go alike. */
public final class Simulation {

    /** What ours is called. */
    public static final String OURS = "Commonwatt";

    /** Who starts everything at once; all others are compared with it. */
    static final String NO_WAIT = "NoWait";

    /** The published policy that ours is measured against. */
    public static final String CARBON_TIME = "Carbon-Time";

    /** The weights of delay that are tried, from none on; the default is among them. */
    public static final List<Double> SWEEP = List.of(0.0, 0.1, Schedule.DEFAULT_DELAY_WEIGHT, 0.5, 1.5, 6.0);

    /** Machines come and go until so long after the last deadline. */
    private static final int MOST_OVERTIME_HOURS = 60 * 24;

    /**
     * Outcome of a policy on a case.
     *
     * @param delayWeight λ of ours; 0 for the others, which know none
     */
    public record CaseOutcome(String zone, int start, String policy, double delayWeight, Outcome outcome) {}

    private final JobTrace jobs;
    private final IntensityTrace intensities;
    private final Conditions conditions;

    public Simulation(JobTrace jobs, IntensityTrace intensities, Conditions conditions) {
        this.jobs = jobs;
        this.intensities = intensities;
        this.conditions = conditions;
    }

    /**
     * Whether a case can be run at all.
     *
     * @throws TraceFault when the zone is unknown, or the hours around the start don't suffice
     */
    public void check(String zone, int start) {
        intensities.zone(zone);
        int first = conditions.exact() ? 0 : Grid.PAST;
        int last = intensities.hours() - jobs.hours();
        if (start < first || start > last) {
            throw new TraceFault("the start hour " + start + " can't be used: " + intensities.source() + " has "
                    + intensities.hours() + " hours, the jobs take " + jobs.hours() + " until the last deadline"
                    + (first > 0 ? ", and a forecast needs the " + first + " hours before the start" : "")
                    + (last < first ? "; no start leaves so many" : "; possible are " + first + " to " + last));
        }
    }

    /**
     * Runs every policy, ours with every weight of {@link #SWEEP}; where the future isn't known, those that look at it once with
     * the plain means that were published with them, and once with the forecast of ours.
     */
    public List<CaseOutcome> run(String zone, int start) {
        check(zone, start);
        Grid exact = grid(zone, start, Foresight.EXACT);
        Grid plain = conditions.exact() ? exact : grid(zone, start, Foresight.PLAIN);
        Grid foreseen = conditions.exact() ? exact : grid(zone, start, Foresight.PERSISTENCE);
        List<CaseOutcome> outcomes = new ArrayList<>();
        outcomes.add(new CaseOutcome(zone, start, NO_WAIT, 0, outcome(plain, Published.noWait())));
        for (Policy policy : published()) {
            outcomes.add(new CaseOutcome(zone, start, policy.name(), 0, outcome(plain, policy)));
        }
        if (!conditions.exact()) {
            for (Policy policy : published()) {
                String name = withOurForecast(policy.name());
                outcomes.add(new CaseOutcome(zone, start, name, 0, outcome(foreseen, policy)));
            }
        }
        Policy clairvoyant = WaitAwhile.clairvoyant(exact);
        outcomes.add(new CaseOutcome(zone, start, clairvoyant.name(), 0, outcome(foreseen, clairvoyant)));
        for (double weight : SWEEP) {
            Policy ours = new GreenPolicy(OURS, weight, conditions.exact());
            outcomes.add(new CaseOutcome(zone, start, OURS, weight, outcome(foreseen, ours)));
        }
        return outcomes;
    }

    /** What a published policy is called that plans with the forecast of ours instead of its own. */
    public static String withOurForecast(String policy) {
        return policy + ", our forecast";
    }

    /** Those that look ahead, without anything that they learned. */
    private static List<Policy> published() {
        return List.of(
                Published.lowestSlot(),
                Published.lowestWindow(),
                Published.carbonTime(),
                new Ecovisor(),
                WaitAwhile.asForeseen());
    }

    private Grid grid(String zone, int start, Foresight foresight) {
        return new Grid(zone, intensities.zone(zone), start, foresight);
    }

    private Outcome outcome(Grid grid, Policy policy) {
        int restart = Ticks.ofSeconds(conditions.restartMinutes() * 60);
        return new Engine(jobs, fleet(), grid, policy, restart).run();
    }

    /** The same machines for every policy. */
    private Fleet fleet() {
        if (Double.isInfinite(conditions.cpus())) {
            return Fleet.unlimited();
        }
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(conditions.seed());
        int span = jobs.hours() * Ticks.PER_HOUR;
        int ticks = span + MOST_OVERTIME_HOURS * Ticks.PER_HOUR;
        return Fleet.offering(conditions.cpus(), jobs.mostCpus(), conditions.churn(), span, ticks, random);
    }
}
