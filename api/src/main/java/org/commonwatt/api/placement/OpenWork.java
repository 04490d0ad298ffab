package org.commonwatt.api.placement;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.scheduler.Hardware;
import org.commonwatt.scheduler.Price;
import org.commonwatt.scheduler.Weights;
import org.commonwatt.scheduler.WorkNeed;
import org.commonwatt.scheduler.timing.Remaining;
import org.commonwatt.scheduler.timing.Schedule;
import org.commonwatt.scheduler.timing.Waiting;

/**
 * An open task that may wait, as the database knows it.
 *
 * @param schedule what its owner allows
 * @param submittedAt when its job was accepted
 * @param ran how long it ran so far, over all leases
 * @param need what it needs of a node; of its operations those that are left
 * @param running whether a node holds its lease
 * @param begun whether one ever did
 * @param zone where it ran last, as its node's owner writes it, or null
 * @param measured what its runs showed
 * @param decideAt when a decision about it is due
 */
record OpenWork(
        UUID taskId,
        UUID jobId,
        Schedule schedule,
        Instant submittedAt,
        Duration ran,
        WorkNeed need,
        boolean running,
        boolean begun,
        @Nullable String zone,
        Measured measured,
        Instant decideAt) {

    /**
     * What runs showed.
     *
     * @param hoursLeft hours that the rest takes at the speed reported last, or null
     * @param kilowatts mean marginal power, or null
     */
    record Measured(@Nullable Double hoursLeft, @Nullable Double kilowatts) {

        static final Measured NOTHING = new Measured(null, null);
    }

    /** Work of no time has no price; a trainer needs as much as this to end in any case. */
    private static final double LEAST_HOURS = 1 / 3600.0;

    /** Nothing runs longer: {@code resources.maxTime} is a year at most. A plan holds a figure for each hour. */
    private static final double MOST_HOURS = 366 * 24;

    /** Whether a decision about it is due. */
    boolean isDue(Instant now) {
        return !decideAt.isAfter(now);
    }

    /** Its state for a decision at {@code now}, on a machine of this kind unless runs showed better. */
    Waiting on(Hardware hardware, Instant now) {
        Double hours = measured.hoursLeft();
        Duration waited = Duration.between(submittedAt, now).minus(ran);
        return new Waiting(
                schedule,
                new Remaining.Known(
                        Math.clamp(hours == null ? hardware.hoursFor(need.flops()) : hours, LEAST_HOURS, MOST_HOURS)),
                waited.isNegative() ? Duration.ZERO : waited,
                running,
                kilowatts(hardware),
                Price.RESTORE_HOURS);
    }

    private double kilowatts(Hardware hardware) {
        Double shown = measured.kilowatts();
        if (shown != null && shown > 0) {
            return shown;
        }
        // A machine that is said to draw nothing more is one of which nothing is known.
        return hardware.marginalWatts() > 0 ? hardware.marginalWatts() / 1000 : Weights.REFERENCE_KILOWATTS;
    }
}
