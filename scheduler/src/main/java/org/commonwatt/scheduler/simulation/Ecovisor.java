package org.commonwatt.scheduler.simulation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs while the hour is cleaner than the 30th percentile of the day after the arrival; other hours use up the waiting budget,
 * and once that is spent the job runs on.
 */
final class Ecovisor implements Policy {

    private static final double SHARE = 0.3;
    private static final int DAY = 24 * Ticks.PER_HOUR;

    private final Map<SimulatedJob, Double> thresholds = new HashMap<>();

    @Override
    public String name() {
        return "Ecovisor";
    }

    @Override
    public void arrived(SimulatedJob job, int tick, Grid grid) {
        thresholds.put(job, percentile(grid.foreseen(tick / Ticks.PER_HOUR), tick % Ticks.PER_HOUR));
    }

    @Override
    public List<SimulatedJob> wanted(List<SimulatedJob> jobs, int tick, World world) {
        double intensity = world.grid().intensity(tick / Ticks.PER_HOUR);
        return jobs.stream()
                .filter(job -> job.waited >= job.trace.queue().budget()
                        || intensity < thresholds.getOrDefault(job, Double.POSITIVE_INFINITY))
                .toList();
    }

    @Override
    public int wakeAt(SimulatedJob job, int tick) {
        int left = job.trace.queue().budget() - job.waited;
        return !job.isRunning() && left > 0 ? tick + left : Ticks.NEVER;
    }

    /** The value of rank {@code 0.3 · (n − 1)} among the day's n ticks, between two of them by its fraction. */
    private static double percentile(double[] hourly, int into) {
        Integer[] hours = new Integer[25];
        Arrays.setAll(hours, hour -> hour);
        Arrays.sort(hours, Comparator.comparingDouble(hour -> Published.at(hourly, hour)));
        double rank = SHARE * (DAY - 1);
        int below = (int) rank;
        double low = ofRank(hourly, hours, into, below);
        return low + (rank - below) * (ofRank(hourly, hours, into, below + 1) - low);
    }

    private static double ofRank(double[] hourly, Integer[] sorted, int into, int rank) {
        int seen = 0;
        for (int hour : sorted) {
            seen += hour == 0 ? Ticks.PER_HOUR - into : hour == 24 ? into : Ticks.PER_HOUR;
            if (rank < seen) {
                return Published.at(hourly, hour);
            }
        }
        throw new IllegalStateException("a day has no tick of rank " + rank);
    }
}
