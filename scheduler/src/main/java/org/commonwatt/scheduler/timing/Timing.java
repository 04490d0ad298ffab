package org.commonwatt.scheduler.timing;

import java.time.Instant;

/**
 * A decision about the time of a task.
 *
 * @param run whether to run now; false means to wait, or to pause what runs
 * @param window the next window to run in; it begins now where {@code run}
 * @param endsAt when the work would have ended by this plan; the end of the hours looked at where its length is not known
 * @param decideAgainAt when to decide anew: forecasts change with every hour
 * @param expectedGrams gCO2e of the rest of the work under this plan, starts included
 * @param gramsAtOnce gCO2e of the rest of the work if it ran through from now on
 * @param regretGrams what doing otherwise in this hour would cost more, delay included, in gCO2e; infinite when it has to run
 * @param reason why
 */
public record Timing(
        boolean run,
        GreenWindow window,
        Instant endsAt,
        Instant decideAgainAt,
        double expectedGrams,
        double gramsAtOnce,
        double regretGrams,
        Reason reason) {

    /** What the plan is expected to save against running at once, in gCO2e; may be negative where it avoids delay only. */
    public double savedGrams() {
        return gramsAtOnce - expectedGrams;
    }
}
