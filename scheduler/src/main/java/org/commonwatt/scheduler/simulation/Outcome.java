package org.commonwatt.scheduler.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a policy made of a case.
 *
 * @param carbon Σ intensity · cpus · hours, in kgCO2e for processors of 1 kW, as in GAIA's artifact
 * @param delayHours mean delay of the ends over arrival and length
 * @param delayP95Hours the delay that one job in twenty exceeds
 * @param deadlineMisses jobs that ended after their deadline
 * @param utilisation work that counted ÷ what the machines offered from the first arrival to the last end; nothing without a
 *     limit
 * @param peakCpus most processors at work at once
 * @param restarts starts of jobs after their first
 */
public record Outcome(
        double carbon,
        double delayHours,
        double delayP95Hours,
        double deadlineMisses,
        OptionalDouble utilisation,
        double peakCpus,
        double restarts) {

    static Outcome of(List<SimulatedJob> jobs, double offered, int peakCpus, int restarts) {
        double carbon = 0;
        double work = 0;
        int misses = 0;
        double[] delays = new double[jobs.size()];
        for (int index = 0; index < delays.length; index++) {
            SimulatedJob job = jobs.get(index);
            carbon += job.carbon;
            work += (double) job.trace.length() * job.trace.cpus();
            misses += job.ended > job.trace.deadline() ? 1 : 0;
            delays[index] = Ticks.hours(job.delay());
        }
        Arrays.sort(delays);
        double p95 = delays[(int) Math.min(delays.length - 1L, Math.floor(0.95 * delays.length))];
        return new Outcome(
                carbon / 1000 / Ticks.PER_HOUR,
                Arrays.stream(delays).average().orElse(0),
                p95,
                misses,
                Double.isInfinite(offered) ? OptionalDouble.empty() : OptionalDouble.of(work / offered),
                peakCpus,
                restarts);
    }
}
