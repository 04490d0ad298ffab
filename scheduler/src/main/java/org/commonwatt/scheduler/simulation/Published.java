package org.commonwatt.scheduler.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The policies that others published: each plans at a job's arrival when it runs, and jobs that want to run start in order of
 * arrival as far as there is room.
 */
abstract class Published implements Policy {

    private final String name;
    private final Map<SimulatedJob, Integer> startAt = new HashMap<>();

    Published(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void arrived(SimulatedJob job, int tick, Grid grid) {
        startAt.put(job, tick + offset(job.trace, tick, grid.foreseen(tick / Ticks.PER_HOUR)));
    }

    @Override
    public List<SimulatedJob> wanted(List<SimulatedJob> jobs, int tick, World world) {
        return jobs.stream()
                .filter(job -> job.isRunning() || startAt.getOrDefault(job, 0) <= tick)
                .toList();
    }

    @Override
    public int wakeAt(SimulatedJob job, int tick) {
        int start = startAt.getOrDefault(job, 0);
        return start > tick ? start : Ticks.NEVER;
    }

    /**
     * How long the job should wait before it starts, in ticks.
     *
     * @param hourly expected intensities from the present hour on
     */
    abstract int offset(TraceJob job, int tick, double[] hourly);

    /** Starts at once, in order of arrival: what queues that are pulled from do. */
    static Policy noWait() {
        return new Published(Simulation.NO_WAIT) {
            @Override
            int offset(TraceJob job, int tick, double[] hourly) {
                return 0;
            }
        };
    }

    /** Starts in the cleanest hour within the budget. */
    static Policy lowestSlot() {
        return new Published("Lowest-Slot") {
            @Override
            int offset(TraceJob job, int tick, double[] hourly) {
                int into = tick % Ticks.PER_HOUR;
                int best = 0;
                for (int hour = 1; hour * Ticks.PER_HOUR - into <= job.queue().budget(); hour++) {
                    best = at(hourly, hour) < at(hourly, best) ? hour : best;
                }
                return best == 0 ? 0 : best * Ticks.PER_HOUR - into;
            }
        };
    }

    /** Starts after the whole number of hours from which on a job of mean length would emit least. */
    static Policy lowestWindow() {
        return new Published("Lowest-Window") {
            @Override
            int offset(TraceJob job, int tick, double[] hourly) {
                return bestOffset(job, tick, hourly, (now, then, hours) -> now - then);
            }
        };
    }

    /** Starts after the whole number of hours that saves most for each hour until the end. */
    static Policy carbonTime() {
        return new Published(Simulation.CARBON_TIME) {
            @Override
            int offset(TraceJob job, int tick, double[] hourly) {
                double mean = Ticks.hours(job.queue().mean());
                return bestOffset(job, tick, hourly, (now, then, hours) -> (now - then) / (hours + mean));
            }
        };
    }

    interface Worth {

        double of(double costNow, double costThen, int hours);
    }

    private static int bestOffset(TraceJob job, int tick, double[] hourly, Worth worth) {
        int into = tick % Ticks.PER_HOUR;
        int mean = job.queue().mean();
        double now = cost(hourly, into, mean);
        int best = 0;
        double most = 0;
        for (int hours = 1; hours * Ticks.PER_HOUR <= job.queue().budget(); hours++) {
            double value = worth.of(now, cost(hourly, into + hours * Ticks.PER_HOUR, mean), hours);
            if (value > most) {
                most = value;
                best = hours;
            }
        }
        return best * Ticks.PER_HOUR;
    }

    /** Σ intensity over some ticks, in g/kWh · ticks. */
    static double cost(double[] hourly, int from, int ticks) {
        double sum = 0;
        int at = from;
        int to = from + ticks;
        while (at < to) {
            int end = Math.min(to, Ticks.nextHour(at));
            sum += at(hourly, at / Ticks.PER_HOUR) * (end - at);
            at = end;
        }
        return sum;
    }

    static double at(double[] hourly, int hour) {
        return hourly[Math.min(hour, hourly.length - 1)];
    }
}
