package org.commonwatt.scheduler.simulation;

/**
 * Under what conditions jobs run.
 *
 * @param exact whether policies know the intensities to come, and ours the length of each job; else they expect what the same
 *     hours of the last seven days let expect, and know the mean length of a job's queue
 * @param cpus processors that the machines offer in the mean; infinite without a limit
 * @param churn how the machines come and go
 * @param restartMinutes how long each start of a job after its first takes before its work goes on
 * @param seed of what is drawn
 */
public record Conditions(boolean exact, double cpus, Churn churn, double restartMinutes, long seed) {

    public Conditions {
        if (!(cpus > 0)) {
            throw new TraceFault("a capacity is above 0");
        }
        if (!(restartMinutes >= 0) || restartMinutes > 24 * 60) {
            throw new TraceFault("a restart takes from 0 minutes to a day");
        }
        if (churn != Churn.NONE && Double.isInfinite(cpus)) {
            throw new TraceFault("machines that come and go need a capacity");
        }
    }

    /** No limit, no churn, restarts for nothing. */
    public static Conditions unlimited(boolean exact) {
        return new Conditions(exact, Double.POSITIVE_INFINITY, Churn.NONE, 0, 1);
    }
}
