package org.commonwatt.scheduler;

import java.time.Duration;

/**
 * What the planner weighs, with the reason for each default.
 *
 * @param delayPerDay λ: share of a task's reference carbon that a day's delay of its end is worth
 * @param idleShare κ: share of a task's reference carbon that waking a machine is worth, for each hour it was idle
 * @param holdGain share of the price by which a free rival must be cheaper before work is held back for it
 * @param holdAtMost longest time that ready work is held back for a cheaper node that is free now
 * @param overdueAfter waiting time after which work goes before all fair shares, to whichever node asks
 */
public record Weights(
        double delayPerDay, double idleShare, double holdGain, Duration holdAtMost, Duration overdueAfter) {

    public Weights {
        if (!(delayPerDay >= 0) || !(idleShare >= 0) || !(holdGain >= 0)) {
            throw new IllegalArgumentException("weights are 0 or more");
        }
        if (holdAtMost.isNegative() || overdueAfter.compareTo(holdAtMost) < 0) {
            throw new IllegalArgumentException("work is overdue only after it can no longer be held back");
        }
    }

    /** Idle time beyond a day earns nothing more: a machine that is never needed must not outbid all others for ever. */
    public static final double IDLE_CAP_HOURS = 24;

    /** Power that the reference machine draws more while it trains, in kW: a laptop's processor. */
    public static final double REFERENCE_KILOWATTS = 0.015;

    /**
     * Energy of one floating-point operation on the reference machine, in kWh: it trains at 85 GFLOP/s. It only sets the scale
     * of λ and κ, so that both mean shares of a task's own carbon.
     */
    public static final double REFERENCE_KWH_PER_FLOP = REFERENCE_KILOWATTS / 85e9 / 3600;

    /** World mean of electricity in gCO2e/kWh (the value that CodeCarbon and Green Algorithms use); see above. */
    public static final double REFERENCE_INTENSITY = 475;

    /**
     * The defaults. λ = 3 a day: the thriftiest machines are slow, and with less than this work would end later than where each
     * node takes what came first; with it work ends no later, and still emits less than on the cleanest grid of the moment. κ =
     * 0.005 an hour: a machine that was idle for a day is worth 12 % of the carbon, never the difference between two grids. A rival must be 5 % cheaper: power models are no better than that. Held for 5 s: a free rival has its
     * request open and is woken within a second. Overdue after 6 h: the
     * shortest waiting budget of cluster queues; sooner, a full queue would be nothing but overdue work, and neither shares nor
     * prices would count just when they matter.
     */
    public static final Weights DEFAULT = new Weights(3, 0.005, 0.05, Duration.ofSeconds(5), Duration.ofHours(6));

    /** Grams of CO2e of a task on the reference machine at the world's mean. */
    public static double referenceGrams(WorkNeed need) {
        return need.flops() * REFERENCE_KWH_PER_FLOP * REFERENCE_INTENSITY;
    }
}
