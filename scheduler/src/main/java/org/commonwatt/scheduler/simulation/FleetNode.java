package org.commonwatt.scheduler.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import org.commonwatt.scheduler.Availability;
import org.commonwatt.scheduler.Hardware;
import org.commonwatt.scheduler.Weights;

/**
 * A donated machine of the simulated fleet: idle at about the same hours every day, but for moments in which its owner comes back
 * without notice. Some owners come back often and others hardly ever, and at night less than by day; of all stays about half end
 * within 1.2 hours, as of volunteers' machines (the median of a Weibull distribution with shape 0.393 and scale 2.964 h).
 */
final class FleetNode {

    private static final long GIB = 1L << 30;
    private static final int DAY = 24 * 60;

    /** Minutes by which an owner comes and goes earlier or later than usual (standard deviation). */
    private static final double JITTER_MINUTES = 25;

    /** The median owner comes back after so many hours by day, and one in six more than e^SPREAD times as often, or as rarely. */
    private static final double RETURN_HOURS = 2.2;

    private static final double RETURN_SPREAD = 1;

    /** The longer of the day's two spans is the night's. */
    private static final double NIGHT_RETURNS = 0.25;

    /** Time that an owner then needs the machine for, in the mean. */
    private static final double RETURN_MINUTES = 20;

    /** Days before the simulation from which the node's hours are learned. */
    private static final int LEARNED_DAYS = 28;

    private static final Availability.Presence LEARNED =
            new Availability.Presence(FleetSimulation.instant(-LEARNED_DAYS * DAY), FleetSimulation.instant(0));

    /** Kinds of machines: GiB of memory, speed and marginal power as multiples of the reference machine's; drawn alike often. */
    private static final double[][] KINDS = {{4, 0.8, 1}, {8, 1, 1}, {8, 1.5, 2.2}, {16, 2, 3.5}, {32, 3, 6}};

    final int number;
    final Hardware hardware;
    final String zone;
    final double speed;
    final Availability availability;

    private final int[] switches;
    private int next;

    boolean present;
    int idleSince;

    /** The task that it works on, or null. */
    @Nullable
    FleetTask task;

    FleetNode(int number, List<String> zones, int minutes, RandomGenerator random) {
        double[] kind = KINDS[random.nextInt(KINDS.length)];
        this.number = number;
        this.speed = kind[1];
        this.hardware = new Hardware(
                (long) (kind[0] * GIB),
                100 * GIB,
                kind[1] * FleetTask.REFERENCE_FLOPS,
                1000 * kind[2] * Weights.REFERENCE_KILOWATTS);
        this.zone = zones.get(random.nextInt(zones.size()));
        int[] all = presences(minutes, random);
        this.availability = Availability.learned(LEARNED, past(all));
        this.switches = Arrays.stream(all).filter(at -> at > 0).toArray();
        this.present = Arrays.stream(all).filter(at -> at <= 0).count() % 2 == 1;
    }

    /**
     * Comings and goings in turn, in minutes, from the learned days on: 3 to 6 hours, and later on the same day 5 to 10, each broken
     * by the owner's returns.
     */
    private static int[] presences(int minutes, RandomGenerator random) {
        int start = random.nextInt(DAY);
        int[] from = {start, start + 9 * 60};
        int[] length = {3 * 60 + random.nextInt(3 * 60), 5 * 60 + random.nextInt(5 * 60)};
        double between = 60 * RETURN_HOURS * Math.exp(RETURN_SPREAD * random.nextGaussian());
        double[] returns = {between, between / NIGHT_RETURNS};
        List<Integer> switches = new ArrayList<>();
        int last = Integer.MIN_VALUE;
        for (int day = -LEARNED_DAYS; day <= minutes / DAY + 1; day++) {
            for (int session = 0; session < from.length; session++) {
                int usual = day * DAY + from[session];
                int comes = Math.max(last + 15, usual + jitter(random));
                last = Math.max(comes + 15, usual + length[session] + jitter(random));
                while (comes < last) {
                    int goes = comes + 1 + (int) (returns[session] * random.nextExponential());
                    switches.add(comes);
                    switches.add(Math.min(goes, last));
                    comes = Math.min(goes, last) + 1 + (int) (RETURN_MINUTES * random.nextExponential());
                }
            }
        }
        return switches.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int jitter(RandomGenerator random) {
        return (int) (JITTER_MINUTES * random.nextGaussian());
    }

    private static List<Availability.Presence> past(int[] switches) {
        List<Availability.Presence> past = new ArrayList<>();
        for (int index = 0; index + 1 < switches.length && switches[index + 1] <= 0; index += 2) {
            past.add(new Availability.Presence(
                    FleetSimulation.instant(switches[index]), FleetSimulation.instant(switches[index + 1])));
        }
        return past;
    }

    /** Minutes from the first to the last in which it is there. */
    int presentMinutes(int minutes) {
        int sum = 0;
        boolean there = present;
        int since = 0;
        for (int at : switches) {
            int until = Math.min(at, minutes);
            sum += there ? until - since : 0;
            since = until;
            there = !there;
        }
        return sum;
    }

    /** Comes or goes, if it is due. */
    boolean switchAt(int minute) {
        boolean due = false;
        while (next < switches.length && switches[next] <= minute) {
            present = !present;
            next++;
            due = true;
        }
        return due;
    }

    boolean isFree() {
        return present && task == null;
    }

    boolean canRun(FleetTask wanted) {
        return wanted.memoryBytes <= hardware.memoryBytes();
    }
}
