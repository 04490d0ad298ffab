package org.commonwatt.scheduler.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Knows a job's length, and runs it in the cleanest ticks before its deadline. Where it could not have all of them, it plans
 * anew with what is left.
 */
final class WaitAwhile implements Policy {

    private final String name;
    private final @Nullable Grid known;

    private final Map<SimulatedJob, Plan> plans = new HashMap<>();

    /** Spans to run in, as ticks from and to in rising order. */
    private record Plan(List<int[]> spans) {

        int ticksFrom(int tick) {
            int ticks = 0;
            for (int[] span : spans) {
                ticks += Math.max(0, span[1] - Math.max(span[0], tick));
            }
            return ticks;
        }

        boolean runsAt(int tick) {
            return spans.stream().anyMatch(span -> span[0] <= tick && tick < span[1]);
        }

        int changeAfter(int tick) {
            for (int[] span : spans) {
                if (tick < span[0]) {
                    return span[0];
                }
                if (tick < span[1]) {
                    return span[1];
                }
            }
            return Ticks.NEVER;
        }
    }

    private WaitAwhile(String name, @Nullable Grid known) {
        this.name = name;
        this.known = known;
    }

    /** As published: it knows lengths, and of intensities what is foreseen. */
    static Policy asForeseen() {
        return new WaitAwhile("WaitAwhile", null);
    }

    /** With the intensities as they will be: where nothing limits the machines no policy emits less within the deadlines. */
    static Policy clairvoyant(Grid exact) {
        return new WaitAwhile("Clairvoyant", exact);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void arrived(SimulatedJob job, int tick, Grid grid) {
        plans.put(job, plan(job, tick, grid));
    }

    @Override
    public List<SimulatedJob> wanted(List<SimulatedJob> jobs, int tick, World world) {
        return jobs.stream().filter(job -> runs(job, tick, world.grid())).toList();
    }

    private boolean runs(SimulatedJob job, int tick, Grid grid) {
        Plan plan = planOf(job);
        if (plan.ticksFrom(tick) < job.left + job.restoring) {
            plan = plan(job, tick, grid);
            plans.put(job, plan);
        }
        return plan.runsAt(tick) || tick + job.left >= job.trace.deadline();
    }

    @Override
    public int wakeAt(SimulatedJob job, int tick) {
        return planOf(job).changeAfter(tick);
    }

    private Plan planOf(SimulatedJob job) {
        Plan plan = plans.get(job);
        return plan == null ? new Plan(List.of()) : plan;
    }

    /** Of equally clean ticks the earlier. */
    private Plan plan(SimulatedJob job, int tick, Grid grid) {
        double[] hourly = (known == null ? grid : known).foreseen(tick / Ticks.PER_HOUR);
        int into = tick % Ticks.PER_HOUR;
        int work = job.left + job.restoring;
        int open = Math.max(work, job.trace.deadline() - tick);
        Integer[] hours = new Integer[(into + open - 1) / Ticks.PER_HOUR + 1];
        Arrays.setAll(hours, hour -> hour);
        Arrays.sort(hours, Comparator.comparingDouble(hour -> Published.at(hourly, hour)));
        List<int[]> spans = new ArrayList<>();
        int left = work;
        for (int hour : hours) {
            int from = Math.max(0, hour * Ticks.PER_HOUR - into);
            int to = Math.min(Math.min(open, (hour + 1) * Ticks.PER_HOUR - into), from + left);
            if (to > from) {
                spans.add(new int[] {tick + from, tick + to});
                left -= to - from;
            }
        }
        spans.sort(Comparator.comparingInt(span -> span[0]));
        return new Plan(joined(spans));
    }

    private static List<int[]> joined(List<int[]> spans) {
        List<int[]> joined = new ArrayList<>();
        for (int[] span : spans) {
            if (!joined.isEmpty() && joined.getLast()[1] == span[0]) {
                joined.getLast()[1] = span[1];
            } else {
                joined.add(span);
            }
        }
        return joined;
    }
}
