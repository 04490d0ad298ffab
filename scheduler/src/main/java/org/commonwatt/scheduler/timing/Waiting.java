package org.commonwatt.scheduler.timing;

import java.time.Duration;
import java.time.Instant;

/**
 * A task at the moment of a decision about its time.
 *
 * @param schedule what its owner allows
 * @param remaining work that is left
 * @param waited how long it has not run since its submission, whatever the cause: queue, pause or restore
 * @param running whether it runs now, so that waiting would mean a pause
 * @param kilowatts ΔP: power that a node draws more while it runs, in kW
 * @param restartHours time from a new start until it goes on where it was: fetching and loading, in hours
 */
public record Waiting(
        Schedule schedule,
        Remaining remaining,
        Duration waited,
        boolean running,
        double kilowatts,
        double restartHours) {

    /** A deadline holds if the rest takes so many times as long as expected. */
    static final double DEADLINE_MARGIN = 1.2;

    public Waiting {
        if (waited.isNegative() || !(kilowatts >= 0) || !(restartHours >= 0)) {
            throw new IllegalArgumentException("times and power are 0 or more");
        }
    }

    /**
     * Hours that it may still wait from {@code now} on; 0 or less when it has to run. Time for one start is kept back: work
     * that waits needs it, and work that runs may have to move.
     */
    double slackHours(Instant now) {
        if (!schedule.deferrable()) {
            return 0;
        }
        double budget = hours(schedule.waitingBudget().minus(waited)) - restartHours;
        return Math.min(budget, deadlineSlackHours(now));
    }

    /** Hours by which it would end before its deadline if it ran from {@code now} on, with a margin; infinite without one. */
    double deadlineSlackHours(Instant now) {
        Instant deadline = schedule.deadline();
        if (deadline == null) {
            return Double.POSITIVE_INFINITY;
        }
        return hours(Duration.between(now, deadline)) - DEADLINE_MARGIN * (remaining.hours() + restartHours);
    }

    /** Worth of an hour's delay as an intensity, so that it compares with the electricity of an hour: g/kWh. */
    double delayIntensity() {
        return schedule.delayGramsPerHour() / Math.max(kilowatts, 1e-9);
    }

    private static double hours(Duration duration) {
        return duration.toMillis() / 3_600_000.0;
    }
}
