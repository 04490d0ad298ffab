package org.commonwatt.scheduler.timing;

import java.util.ArrayList;
import java.util.List;

/**
 * When to run work of known length: for every possible end, the cheapest hours before it are filled; of these and of running
 * in one piece from any hour on, the cheapest plan is taken, with starts and delay in its price.
 */
final class FillPlan {

    /** A plan's parts as hours from now. */
    private record Part(double from, double to) {}

    private record Priced(List<Part> parts, double cost) {

        static final Priced NONE = new Priced(List.of(), Double.POSITIVE_INFINITY);
    }

    private static final double NOTHING = 1e-9;

    private final Slots slots;
    private final double[] prices;
    private final double[] costBefore;
    private final double hours;
    private final double slack;
    private final double delay;
    private final double start;
    private final boolean isRunning;

    private Priced bestRunning = Priced.NONE;
    private Priced bestWaiting = Priced.NONE;

    /**
     * @param prices of the slots, in g/kWh: expected intensity and what crowding adds; they reach over hours and slack
     * @param hours of work that are left
     * @param slack hours that it may still wait
     * @param delay worth of an hour's delay in g/kWh
     * @param restartHours time that a start takes
     */
    FillPlan(
            Slots slots,
            double[] prices,
            double hours,
            double slack,
            double delay,
            double restartHours,
            boolean isRunning) {
        this.slots = slots;
        this.prices = prices;
        this.costBefore = new double[prices.length];
        for (int slot = 1; slot < prices.length; slot++) {
            costBefore[slot] = costBefore[slot - 1] + prices[slot - 1] * slots.width(slot - 1);
        }
        this.hours = hours + (isRunning ? 0 : restartHours);
        this.slack = Math.max(0, slack);
        this.delay = delay;
        this.start = restartHours;
        this.isRunning = isRunning;
    }

    Plan plan() {
        consider(List.of(new Part(0, hours)));
        considerOnePiece();
        considerFills();
        boolean runs = Plan.runs(bestRunning.cost(), bestWaiting.cost());
        Priced best = runs ? bestRunning : bestWaiting;
        double[] load = new double[slots.count()];
        for (Part part : best.parts()) {
            addLoad(load, part);
        }
        double[] starts = new double[slots.count()];
        for (Part part : started(best.parts())) {
            starts[slotAt(part.from())] += start;
        }
        Part first = best.parts().getFirst();
        double regret = Math.abs(bestRunning.cost() - bestWaiting.cost());
        return new Plan(runs, best.cost(), regret, first.from(), first.to(), load, starts);
    }

    /** Hours of each slot that running through from now on takes. */
    double[] loadAtOnce() {
        double[] load = new double[slots.count()];
        addLoad(load, new Part(0, hours));
        return load;
    }

    private void considerOnePiece() {
        for (int slot = 1; slot < slots.count() && slots.offset(slot) <= slack; slot++) {
            consider(List.of(new Part(slots.offset(slot), slots.offset(slot) + hours)));
        }
    }

    /**
     * Adds slot after slot to those in order of price, and fills what the cheapest of them hold. A slot that is no cheaper than
     * the dearest of those that were filled last changes nothing.
     */
    private void considerFills() {
        int[] order = new int[slots.count()];
        double open = 0;
        double dearest = Double.POSITIVE_INFINITY;
        for (int slot = 0; slot < slots.count(); slot++) {
            double width = width(slot);
            if (width <= NOTHING) {
                return;
            }
            int place = slot;
            while (place > 0 && prices[order[place - 1]] > prices[slot]) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = slot;
            open += width;
            if (open >= hours - NOTHING && prices[slot] < dearest) {
                double[] used = fill(order, slot + 1);
                dearest = dearest(used);
                consider(parts(used));
            }
        }
    }

    /** Width of a slot up to the last moment at which the work may end. */
    private double width(int slot) {
        return Math.min(slots.width(slot), hours + slack - slots.offset(slot));
    }

    private double[] fill(int[] order, int count) {
        double[] used = new double[count];
        double left = hours;
        for (int place = 0; place < count && left > NOTHING; place++) {
            used[order[place]] = Math.min(left, width(order[place]));
            left -= used[order[place]];
        }
        return used;
    }

    private double dearest(double[] used) {
        double dearest = Double.NEGATIVE_INFINITY;
        for (int slot = 0; slot < used.length; slot++) {
            dearest = used[slot] > 0 ? Math.max(dearest, prices[slot]) : dearest;
        }
        return dearest;
    }

    /** A slot that is used in part is used at its end where the work goes on in the next, else at its start. */
    private List<Part> parts(double[] used) {
        List<Part> parts = new ArrayList<>();
        for (int slot = 0; slot < used.length; slot++) {
            if (used[slot] <= NOTHING) {
                continue;
            }
            double from = slots.offset(slot);
            boolean goesOn = slot + 1 < used.length && used[slot + 1] > NOTHING;
            boolean cameFrom = !parts.isEmpty() && parts.getLast().to() >= from - NOTHING;
            if (goesOn && !cameFrom && !(slot == 0 && isRunning)) {
                from += slots.width(slot) - used[slot];
            }
            double to = from + used[slot];
            if (!parts.isEmpty() && parts.getLast().to() >= from - NOTHING) {
                parts.set(parts.size() - 1, new Part(parts.getLast().from(), to));
            } else {
                parts.add(new Part(from, to));
            }
        }
        return parts;
    }

    private void consider(List<Part> parts) {
        double cost = 0;
        for (Part part : parts) {
            cost += cost(part);
        }
        for (Part part : started(parts)) {
            cost += start * (Plan.HYSTERESIS * prices[slotAt(part.from())] + delay);
        }
        cost += delay * (parts.getLast().to() - hours);
        Priced priced = new Priced(parts, cost);
        if (runsNow(parts)) {
            bestRunning = cheaper(bestRunning, priced);
        } else {
            bestWaiting = cheaper(bestWaiting, priced);
        }
    }

    private static boolean runsNow(List<Part> parts) {
        return parts.getFirst().from() <= NOTHING;
    }

    /** Parts that begin with a start; the first start of work that doesn't run is in its hours already. */
    private List<Part> started(List<Part> parts) {
        return isRunning && !runsNow(parts) ? parts : parts.subList(1, parts.size());
    }

    /** The earlier found where only the last bits differ: its order is that of the ends. */
    private static Priced cheaper(Priced known, Priced found) {
        return Plan.runs(known.cost(), found.cost()) ? known : found;
    }

    private double cost(Part part) {
        return costUntil(part.to()) - costUntil(part.from());
    }

    /** Price of running from now on until then; what lies beyond the last slot costs what the last slot does. */
    private double costUntil(double offset) {
        int slot = slotAt(offset);
        return costBefore[slot] + prices[slot] * (offset - slots.offset(slot));
    }

    private int slotAt(double offset) {
        double first = slots.width(0);
        int slot = offset < first - NOTHING ? 0 : 1 + (int) (offset - first + NOTHING);
        return Math.min(slot, slots.count() - 1);
    }

    /** What lies beyond the last slot counts as the last slot's. */
    private void addLoad(double[] load, Part part) {
        double from = part.from();
        for (int slot = slotAt(from); from < part.to() - NOTHING; slot++) {
            boolean last = slot >= load.length - 1;
            double to = last ? part.to() : Math.min(part.to(), slots.offset(slot + 1));
            load[Math.min(slot, load.length - 1)] += to - from;
            from = to;
        }
    }
}
