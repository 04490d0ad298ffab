package org.commonwatt.scheduler.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.commonwatt.scheduler.Weights;
import org.commonwatt.scheduler.Zone;
import org.commonwatt.scheduler.timing.Congestion;
import org.commonwatt.scheduler.timing.Remaining;
import org.commonwatt.scheduler.timing.Schedule;
import org.commonwatt.scheduler.timing.Timing;
import org.commonwatt.scheduler.timing.TimingRound;
import org.commonwatt.scheduler.timing.TimingRound.Candidate;
import org.commonwatt.scheduler.timing.TimingRound.Capacity;
import org.commonwatt.scheduler.timing.TimingRound.Decided;
import org.commonwatt.scheduler.timing.TimingRound.Decisions;
import org.commonwatt.scheduler.timing.Waiting;

/** The planner of the service: this class only turns jobs into its records, and its decisions into what the engine runs. */
final class GreenPolicy implements Policy {

    private final String name;
    private final double delayWeight;
    private final boolean knowsLengths;
    private final Map<SimulatedJob, Timing> timings = new HashMap<>();
    private final Map<SimulatedJob, Decided> decided = new HashMap<>();
    private boolean limited;
    private Congestion congestion = Congestion.none(Instant.EPOCH);

    /**
     * @param delayWeight λ, see {@link Schedule}
     * @param knowsLengths whether it is told how long each job runs, or the mean of its queue only
     */
    GreenPolicy(String name, double delayWeight, boolean knowsLengths) {
        this.name = name;
        this.delayWeight = delayWeight;
        this.knowsLengths = knowsLengths;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void arrived(SimulatedJob job, int tick, Grid grid) {}

    /** Only what has to run: for less, the restart of the other costs more than it brings. */
    @Override
    public boolean preempts(SimulatedJob job) {
        Decided last = decided.get(job);
        return last != null && last.mustRun();
    }

    @Override
    public int wakeAt(SimulatedJob job, int tick) {
        Timing timing = timings.get(job);
        if (timing == null) {
            return Ticks.NEVER;
        }
        return Ticks.at(isSettled(job) ? planChanges(timing) : timing.decideAgainAt());
    }

    private static Instant planChanges(Timing timing) {
        return timing.run() ? timing.window().to() : timing.window().from();
    }

    /** Where all is known and nobody is in the way, a plan made anew at the full hour is the same plan. */
    private boolean isSettled(SimulatedJob job) {
        return knowsLengths && !limited && timings.containsKey(job);
    }

    @Override
    public List<SimulatedJob> wanted(List<SimulatedJob> jobs, int tick, World world) {
        boolean hour = tick % Ticks.PER_HOUR == 0;
        limited = !Double.isInfinite(world.expected());
        List<SimulatedJob> due = jobs.stream()
                .filter(job -> hour && !isSettled(job) || !timings.containsKey(job) || wakeAt(job, tick) <= tick)
                .toList();
        decide(due, hour, tick, world);
        return jobs.stream()
                .filter(job -> {
                    Timing timing = timings.get(job);
                    return timing != null && timing.run();
                })
                .sorted(Comparator.comparingDouble((SimulatedJob job) -> -urgencyOf(job))
                        .thenComparingInt(job -> job.trace.queue().budget() - job.waited))
                .toList();
    }

    private double urgencyOf(SimulatedJob job) {
        Decided last = decided.get(job);
        return last == null ? 0 : last.urgency();
    }

    private void decide(List<SimulatedJob> due, boolean hour, int tick, World world) {
        if (due.isEmpty()) {
            return;
        }
        List<Candidate> candidates = new ArrayList<>(due.size());
        for (SimulatedJob job : due) {
            candidates.add(new Candidate(candidates.size(), waiting(job, world), job.trace.cpus()));
        }
        Capacity capacity = new Capacity(world.present(), world.expected());
        Zone zone = world.grid().zone(tick / Ticks.PER_HOUR);
        Instant now = Ticks.instant(tick);
        // Prices follow the demand of all work, which only a round at the full hour sees.
        Decisions decisions = hour
                ? TimingRound.decide(zone, candidates, capacity, congestion, now)
                : TimingRound.decideAtPrices(zone, candidates, capacity, congestion, now);
        congestion = decisions.congestion();
        for (Decided one : decisions.decided()) {
            SimulatedJob job = due.get((int) one.candidate().id());
            timings.put(job, one.timing());
            decided.put(job, one);
        }
    }

    private Waiting waiting(SimulatedJob job, World world) {
        TraceJob trace = job.trace;
        Schedule schedule = new Schedule(
                true, Duration.ofSeconds((long) trace.queue().budget() * Ticks.SECONDS), null, delayWeight);
        Remaining remaining = knowsLengths
                ? new Remaining.Known(Ticks.hours(job.left + job.restoring))
                : new Remaining.Expected(Ticks.hours(trace.queue().mean()));
        return new Waiting(
                schedule,
                remaining,
                Duration.ofSeconds((long) job.waited * Ticks.SECONDS),
                job.isRunning(),
                Weights.REFERENCE_KILOWATTS * trace.cpus(),
                Ticks.hours(world.restart()));
    }
}
