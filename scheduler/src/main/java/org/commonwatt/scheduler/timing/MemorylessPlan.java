package org.commonwatt.scheduler.timing;

import java.util.Arrays;

/**
 * When to run work of which only the mean length is known: the cheapest policy under a memoryless length, found backwards from
 * the horizon over (hour, hours that it may still wait, running or not).
 *
 * <p>In each hour the work either runs, and ends within it with probability {@code 1 − e^(−1/mean)}, or waits, which costs its
 * delay and an hour of the budget. One table serves all tasks of like mean, power and weight, whatever each has left to wait.
 */
final class MemorylessPlan {

    /** The most that the table's budgets reach; who may wait longer plans with this much. */
    static final int MOST_BUDGET = 7 * 24;

    /** A chance of still running below which a plan isn't followed on. */
    private static final double NEARLY_NEVER = 1e-3;

    private final Slots slots;
    private final double[] prices;
    private final double mean;
    private final double delay;
    private final double start;
    private final double wholeHourEnds;
    private final double[][] idle;
    private final double[][] running;
    private final double[] loadAtOnce;

    /**
     * @param prices of the slots, in g/kWh: expected intensity and what crowding adds
     * @param mean mean length of the rest in hours
     * @param delay worth of an hour's delay in g/kWh
     * @param restartHours time that a start takes
     * @param budget hours of waiting that the table reaches to
     */
    MemorylessPlan(Slots slots, double[] prices, double mean, double delay, double restartHours, double budget) {
        this.slots = slots;
        this.prices = prices;
        this.mean = mean;
        this.delay = delay;
        this.start = restartHours;
        this.wholeHourEnds = -Math.expm1(-1 / mean);
        int top = (int) Math.clamp(budget, 0, MOST_BUDGET);
        int count = slots.count();
        this.idle = new double[count + 1][top + 1];
        this.running = new double[count + 1][top + 1];
        double tail = tail(prices) * mean;
        Arrays.fill(running[count], tail);
        Arrays.fill(idle[count], tail + startCost(count - 1));
        double ends = ends(1);
        for (int slot = count - 1; slot > 0; slot--) {
            double work = prices[slot] * mean * ends;
            for (int left = 0; left <= top; left++) {
                double run = work + (1 - ends) * running[slot + 1][left];
                double wait = left == 0 ? Double.POSITIVE_INFINITY : delay + idle[slot + 1][left - 1];
                running[slot][left] = Math.min(run, wait);
                idle[slot][left] = Math.min(run + startCost(slot), wait);
            }
        }
        this.loadAtOnce = path(0, true, true).load;
    }

    /** Hours to look ahead for a task that may wait for {@code budget} hours. */
    static double horizon(double mean, double budget) {
        return Math.min(budget, MOST_BUDGET) + Math.clamp(4 * mean, 12, 72);
    }

    Slots slots() {
        return slots;
    }

    /** The plan of a task that may still wait for {@code slack} hours; where it pauses is not known, so that starts are left out. */
    Plan plan(double slack, boolean isRunning) {
        double run = runCost(0, slack, isRunning);
        double wait = waitCost(0, slack);
        boolean runs = Plan.runs(run, wait);
        Path path = path(slack, isRunning, runs);
        double[] starts = new double[path.load.length];
        return new Plan(runs, Math.min(run, wait), Math.abs(run - wait), path.from, path.to, path.load, starts);
    }

    /** The load of running through from now on. */
    double[] loadAtOnce() {
        return loadAtOnce;
    }

    private record Path(double from, double to, double[] load) {}

    /** What the policy does as long as the work has not ended; its load is weighed by the chance of that. */
    private Path path(double slack, boolean isRunning, boolean runsNow) {
        double[] load = new double[slots.count()];
        double from = -1;
        double to = -1;
        double left = slack;
        double unfinished = 1;
        boolean runs = isRunning;
        int last = load.length - 1;
        for (int slot = 0; slot <= last; slot++) {
            runs = slot == 0 ? runsNow : Plan.runs(runCost(slot, left, runs), waitCost(slot, left));
            double width = slots.width(slot);
            if (runs) {
                double ends = ends(width);
                load[slot] = unfinished * mean * ends;
                unfinished *= 1 - ends;
                from = from < 0 ? slots.offset(slot) : from;
            } else {
                left -= width;
                to = from >= 0 && to < 0 ? slots.offset(slot) : to;
            }
            if (unfinished < NEARLY_NEVER) {
                last = slot;
            }
        }
        double horizon = slots.offset(last) + slots.width(last);
        load[last] += unfinished * mean;
        return new Path(from < 0 ? horizon : from, to < 0 ? Math.max(horizon, from + 1) : to, load);
    }

    private double runCost(int slot, double left, boolean isRunning) {
        double ends = ends(slots.width(slot));
        return prices[slot] * mean * ends
                + (1 - ends) * running[slot + 1][index(left)]
                + (isRunning ? 0 : startCost(slot));
    }

    private double waitCost(int slot, double left) {
        double width = slots.width(slot);
        return left < width ? Double.POSITIVE_INFINITY : delay * width + idle[slot + 1][index(left - width)];
    }

    private double startCost(int slot) {
        return start * (Plan.HYSTERESIS * prices[slot] + delay);
    }

    private double ends(double hours) {
        return hours == 1 ? wholeHourEnds : -Math.expm1(-hours / mean);
    }

    private int index(double left) {
        return (int) Math.clamp(left, 0, idle[0].length - 1);
    }

    private static double tail(double[] prices) {
        int hours = Math.min(24, prices.length);
        return Arrays.stream(prices, prices.length - hours, prices.length).sum() / hours;
    }
}
