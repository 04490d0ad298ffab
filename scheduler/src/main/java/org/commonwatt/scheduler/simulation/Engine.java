package org.commonwatt.scheduler.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One policy on one case: jumps from event to event, and accounts for the time between. */
final class Engine {

    private final List<SimulatedJob> all;
    private final Fleet fleet;
    private final Grid grid;
    private final Policy policy;
    private final int restart;

    /** Submitted and not ended, in order of arrival. */
    private final List<SimulatedJob> active = new ArrayList<>();

    private int tick;
    private int arrived;
    private int busy;
    private int peak;
    private int restarts;
    private double offered;

    /**
     * @param fleet machines, used up by the run
     * @param restart ticks that each start of a job after its first takes before its work goes on
     */
    Engine(JobTrace jobs, Fleet fleet, Grid grid, Policy policy, int restart) {
        this.all = jobs.jobs().stream().map(SimulatedJob::new).toList();
        this.fleet = fleet;
        this.grid = grid;
        this.policy = policy;
        this.restart = restart;
    }

    Outcome run() {
        tick = all.getFirst().trace.arrival();
        fleet.machines().forEach(machine -> machine.switchAt(tick));
        submit();
        place();
        while (!active.isEmpty() || arrived < all.size()) {
            advance(nextEvent());
            end();
            comeAndGo();
            submit();
            place();
        }
        double total = Double.isInfinite(fleet.expected()) ? fleet.expected() : offered;
        return Outcome.of(all, total, peak, restarts);
    }

    private int nextEvent() {
        int next = arrived < all.size() ? all.get(arrived).trace.arrival() : Ticks.NEVER;
        if (!active.isEmpty()) {
            next = Math.min(next, Ticks.nextHour(tick));
        }
        for (Machine machine : fleet.machines()) {
            next = Math.min(next, machine.nextSwitch());
        }
        for (SimulatedJob job : active) {
            int change = job.isRunning() ? tick + job.restoring + job.left : Ticks.NEVER;
            next = Math.min(next, Math.min(change, Math.max(tick + 1, policy.wakeAt(job, tick))));
        }
        return next;
    }

    /** Nothing changes until {@code to}, and no hour ends before it. */
    private void advance(int to) {
        int passed = to - tick;
        int hour = tick / Ticks.PER_HOUR;
        if (!active.isEmpty() && !grid.covers(hour)) {
            throw new TraceFault("the intensities end while jobs still run or wait (in hour " + hour
                    + " of the case): start earlier, or give more capacity");
        }
        double intensity = grid.intensity(hour);
        for (SimulatedJob job : active) {
            int restored = job.isRunning() ? Math.min(passed, job.restoring) : passed;
            job.waited += restored;
            if (job.isRunning()) {
                job.restoring -= restored;
                job.left -= passed - restored;
                job.carbon += intensity * job.trace.cpus() * passed;
            }
        }
        for (Machine machine : fleet.machines()) {
            offered += machine.present ? (double) machine.cpus * passed : 0;
        }
        tick = to;
    }

    private void end() {
        for (SimulatedJob job : List.copyOf(active)) {
            if (job.left == 0) {
                job.ended = tick;
                stop(job);
                active.remove(job);
            }
        }
    }

    private void comeAndGo() {
        for (Machine machine : fleet.machines()) {
            if (machine.switchAt(tick) && !machine.present) {
                for (SimulatedJob job : active) {
                    if (job.machine == machine) {
                        stop(job);
                    }
                }
            }
        }
    }

    private void submit() {
        while (arrived < all.size() && all.get(arrived).trace.arrival() <= tick) {
            SimulatedJob job = all.get(arrived++);
            active.add(job);
            policy.arrived(job, tick, grid);
        }
    }

    private void place() {
        World world = new World(grid, present(), fleet.expected(), restart);
        List<SimulatedJob> wanted = policy.wanted(List.copyOf(active), tick, world);
        Set<SimulatedJob> among = new HashSet<>(wanted);
        for (SimulatedJob job : active) {
            if (job.isRunning() && !among.contains(job)) {
                stop(job);
            }
        }
        for (int rank = 0; rank < wanted.size(); rank++) {
            SimulatedJob job = wanted.get(rank);
            if (!job.isRunning()) {
                List<SimulatedJob> behind = policy.preempts(job) ? wanted.subList(rank + 1, wanted.size()) : List.of();
                room(job, behind).ifPresent(machine -> start(job, machine));
            }
        }
        peak = Math.max(peak, busy);
    }

    private double present() {
        return fleet.machines().stream()
                .filter(machine -> machine.present)
                .mapToDouble(machine -> machine.cpus)
                .sum();
    }

    /** A machine with room for the job: the fullest, so that large jobs find room too; else one where others make way. */
    private Optional<Machine> room(SimulatedJob job, List<SimulatedJob> behind) {
        int cpus = job.trace.cpus();
        Optional<Machine> open = fleet.machines().stream()
                .filter(machine -> machine.holds(cpus))
                .min(Comparator.comparingInt((Machine machine) -> machine.free)
                        .thenComparingInt(machine -> machine.number));
        return open.isPresent() ? open : makeRoom(cpus, behind);
    }

    private Optional<Machine> makeRoom(int cpus, List<SimulatedJob> behind) {
        for (int last = behind.size() - 1; last >= 0; last--) {
            Machine machine = behind.get(last).machine;
            if (machine == null) {
                continue;
            }
            int yielding = behind.stream()
                    .filter(other -> other.machine == machine)
                    .mapToInt(other -> other.trace.cpus())
                    .sum();
            if (machine.free + yielding >= cpus) {
                for (int index = behind.size() - 1; machine.free < cpus; index--) {
                    if (behind.get(index).machine == machine) {
                        stop(behind.get(index));
                    }
                }
                return Optional.of(machine);
            }
        }
        return Optional.empty();
    }

    private void start(SimulatedJob job, Machine machine) {
        if (job.started) {
            restarts++;
            job.restoring = restart;
        }
        job.started = true;
        job.machine = machine;
        machine.free -= job.trace.cpus();
        busy += job.trace.cpus();
    }

    private void stop(SimulatedJob job) {
        Machine machine = job.machine;
        if (machine != null) {
            machine.free += job.trace.cpus();
            busy -= job.trace.cpus();
            job.machine = null;
            job.restoring = 0;
        }
    }
}
