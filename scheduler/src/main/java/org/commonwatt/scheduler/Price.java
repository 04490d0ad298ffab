package org.commonwatt.scheduler;

import java.time.Instant;

/**
 * Step 3 of the pipeline: what running a task on a node would cost, in gCO2e. Lower is better; the whole may be negative.
 *
 * <p>S = [ΔP · Σ CI(z,t) over τ] · (1 + h·(c/2 + u + r)) + E_transfer·CI + E_restart·CI + π(z)·τ + λ·delay − κ·min(idleHours, 24)
 *
 * <p>where h·τ is the expected number of interruptions ({@link Stay#interruptions}), c the time between checkpoints, u the time of
 * sending one and r that of going on from it elsewhere.
 *
 * @param running carbon of the work itself, with what drop-outs will make the node repeat
 * @param transfer carbon of fetching the data
 * @param restart carbon of starting a trainer
 * @param congestion price of crowding the zone
 * @param delay what the time until the end is worth
 * @param idleness reward for waking an underused machine; taken off
 */
public record Price(double running, double transfer, double restart, double congestion, double delay, double idleness) {

    /**
     * h: drop-outs of a donated machine per hour while nothing is known about it (see {@link Stay#UNKNOWN}).
     * The mean on-time of a Weibull distribution
     * with shape 0.393 and scale 2.964 h, a fit to volunteers' machines, is 10.4 h.
     */
    static final double HAZARD_PER_HOUR = 1 / 10.4;

    /** c: hours between checkpoints where the spec says nothing (60 s). */
    static final double CHECKPOINT_HOURS = 60 / 3600.0;

    /** r: hours until a run goes on from a checkpoint elsewhere: noticing, fetching data and weights, starting. */
    public static final double RESTORE_HOURS = 90 / 3600.0;

    /**
     * Bytes an hour that a donated machine sends and receives: 20 and 100 Mbit/s. A checkpoint counts once it has been sent,
     * and whoever goes on fetches it.
     */
    public static final double UPLOAD_BYTES_PER_HOUR = 20e6 / 8 * 3600;

    public static final double DOWNLOAD_BYTES_PER_HOUR = 100e6 / 8 * 3600;

    /** Hours that a trainer needs before its first step: starting a JVM, loading natives and data. */
    static final double START_HOURS = 15 / 3600.0;

    /**
     * kWh to bring a GB over the internet: 0.06 in 2015, halved every two years (Aslan, Mayers, Koomey and France 2018,
     * "Electricity intensity of internet data transmission"), so four halvings by 2023.
     */
    static final double TRANSFER_KWH_PER_GB = 0.06 / 16;

    /** The price of a task of that class; of urgent work it is how long it holds the node alone, whatever that emits. */
    static Price of(WorkClass work, NodeClass node, Zone zone, Instant now, Weights weights) {
        return work.urgent()
                ? new Price(0, 0, 0, 0, Weights.referenceGrams(work.need()) * busyHours(work.need(), node) / 24, 0)
                : of(work.need(), node, zone, now, weights);
    }

    /** The price of a task with {@code need} on a node of {@code node} that starts at {@code now} in {@code zone}. */
    public static Price of(WorkNeed need, NodeClass node, Zone zone, Instant now, Weights weights) {
        Hardware hardware = node.hardware();
        double hours = hardware.hoursFor(need.flops());
        double kilowatts = hardware.marginalWatts() / 1000;
        double intensityNow = zone.meanIntensity(now, 0);
        double busy = busyHours(need, node);
        double reference = Weights.referenceGrams(need);
        return new Price(
                kilowatts * busy * zone.meanIntensity(now, hours),
                need.transferBytes() / 1e9 * TRANSFER_KWH_PER_GB * intensityNow,
                kilowatts * START_HOURS * intensityNow,
                zone.congestionGramsPerHour() * busy,
                weights.delayPerDay() * reference * busy / 24,
                weights.idleShare() * reference * Math.clamp(node.idleHours(), 0, Weights.IDLE_CAP_HOURS));
    }

    /** Hours until the end, with what drop-outs will make the node repeat. */
    private static double busyHours(WorkNeed need, NodeClass node) {
        double hours = node.hardware().hoursFor(need.flops());
        return hours + node.stay().interruptions(hours) * lostHours(need, hours);
    }

    /**
     * Hours of machines that an interruption of work of so many hours costs: the work since the last checkpoint that reached the
     * service, or since its begin, and the time until another machine goes on from it.
     */
    static double lostHours(WorkNeed need, double hours) {
        double upload = need.checkpointBytes() / UPLOAD_BYTES_PER_HOUR;
        double unsent = Math.max(CHECKPOINT_HOURS, upload) / 2 + upload;
        return Math.min(unsent, hours / 2) + RESTORE_HOURS + need.checkpointBytes() / DOWNLOAD_BYTES_PER_HOUR;
    }

    /** S: the sum, in gCO2e. */
    public double grams() {
        return running + transfer + restart + congestion + delay - idleness;
    }

    /** Expected emissions alone, in gCO2e: the price without what only steers. */
    public double emittedGrams() {
        return running + transfer + restart;
    }
}
