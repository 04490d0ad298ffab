package org.commonwatt.scheduler.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The machines of a case.
 *
 * @param machines they
 * @param expected processors that they offer in the mean; infinite without a limit
 */
record Fleet(List<Machine> machines, double expected) {

    private static final double DAILY_SHARE = 0.5;
    private static final double ON_SHAPE = 0.393;
    private static final double ON_SCALE = 2.964;
    private static final double OFF_MU = -0.586;
    private static final double OFF_SIGMA = 2.444;

    /** Hours before a case from which on machines come and go, so that they don't all begin together: long off-times are rare. */
    private static final int BEFORE_HOURS = 365 * 24;

    /** No job waits for a machine. */
    static Fleet unlimited() {
        return new Fleet(List.of(pool(Integer.MAX_VALUE)), Double.POSITIVE_INFINITY);
    }

    /**
     * Machines that offer {@code cpus} processors in the mean of the first {@code span} ticks. Without churn they are one pool of
     * them. With churn each has the processors of the largest job, so that every job fits on one machine and falls with it alone.
     *
     * @param largest processors of the largest job
     * @param ticks until when they come and go
     */
    static Fleet offering(double cpus, int largest, Churn churn, int span, int ticks, RandomGenerator random) {
        return switch (churn) {
            case NONE -> {
                int whole = (int) Math.max(largest, Math.round(cpus));
                yield new Fleet(List.of(pool(whole)), whole);
            }
            case DAILY -> {
                int count = (int) Math.max(1, Math.round(cpus / DAILY_SHARE / largest));
                List<Machine> machines = new ArrayList<>(count);
                for (int number = 0; number < count; number++) {
                    machines.add(new Machine(number, largest, daily(ticks, random)));
                }
                yield new Fleet(machines, count * largest * DAILY_SHARE);
            }
            case STRESS -> stressed(cpus, largest, span, ticks, random);
        };
    }

    /**
     * Off-times vary so much that a whole fleet is there for more or less than its mean share over weeks; so as many machines
     * are drawn as come nearest to what is wanted by the time that they are there.
     */
    private static Fleet stressed(double cpus, int largest, int span, int ticks, RandomGenerator random) {
        List<Machine> machines = new ArrayList<>();
        double offered = 0;
        while (true) {
            int[] switches = stress(ticks, random);
            double more = largest * presentTicks(switches, span) / (double) span;
            if (!machines.isEmpty() && offered + more / 2 > cpus) {
                return new Fleet(machines, offered);
            }
            machines.add(new Machine(machines.size(), largest, switches));
            offered += more;
        }
    }

    private static int presentTicks(int[] switches, int span) {
        int present = 0;
        for (int at = 0; at < switches.length; at += 2) {
            int goes = at + 1 < switches.length ? switches[at + 1] : span;
            present += Math.max(0, Math.clamp(goes, 0, span) - Math.clamp(switches[at], 0, span));
        }
        return present;
    }

    private static Machine pool(int cpus) {
        return new Machine(0, cpus, new int[] {0});
    }

    private static int[] daily(int ticks, RandomGenerator random) {
        int day = 24 * Ticks.PER_HOUR;
        List<Integer> switches = new ArrayList<>();
        for (int at = random.nextInt(day) - day; at < ticks; at += day) {
            switches.add(at);
            switches.add(at + day / 2);
        }
        return ints(switches);
    }

    private static int[] stress(int ticks, RandomGenerator random) {
        List<Integer> switches = new ArrayList<>();
        // Begins before the case, at a moment of its own, so that not all machines come at once.
        double hours = -BEFORE_HOURS + random.nextDouble() * 10;
        while (Ticks.ofHours(hours) < ticks) {
            switches.add(Ticks.ofHours(hours));
            hours += Math.max(1.0 / Ticks.PER_HOUR, on(random));
            switches.add(Ticks.ofHours(Math.min(hours, ticks)));
            hours += Math.max(1.0 / Ticks.PER_HOUR, off(random));
        }
        return ints(switches);
    }

    /** By inversion of the Weibull distribution. */
    private static double on(RandomGenerator random) {
        return ON_SCALE * Math.pow(-Math.log1p(-random.nextDouble()), 1 / ON_SHAPE);
    }

    private static double off(RandomGenerator random) {
        return Math.exp(OFF_MU + OFF_SIGMA * random.nextGaussian());
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
