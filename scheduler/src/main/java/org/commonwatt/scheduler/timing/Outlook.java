package org.commonwatt.scheduler.timing;

import java.time.Instant;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.commonwatt.scheduler.Zone;

/** A plan of one task in one zone, and how it came to be. */
record Outlook(Zone zone, Waiting task, Slots slots, Plan plan, double[] loadAtOnce, double slack) {

    /** The plan where nothing limits the machines. */
    static Outlook of(Zone zone, Waiting task, Instant now) {
        return of(zone, task, now, Math.max(0, task.slackHours(now)), Slots::intensities);
    }

    /**
     * The plan at other prices than those of the electricity alone.
     *
     * @param slack hours that it may wait
     * @param prices of the slots, in g/kWh
     */
    static Outlook of(Zone zone, Waiting task, Instant now, double slack, Function<Slots, double[]> prices) {
        return switch (task.remaining()) {
            case Remaining.Expected expected -> {
                Slots slots = new Slots(zone, now, MemorylessPlan.horizon(expected.hours(), slack));
                MemorylessPlan table = new MemorylessPlan(
                        slots,
                        prices.apply(slots),
                        expected.hours(),
                        task.delayIntensity(),
                        task.restartHours(),
                        slack);
                yield of(zone, task, table, slack);
            }
            case Remaining.Known known -> {
                Slots slots = new Slots(zone, now, known.hours() + task.restartHours() + slack);
                yield of(zone, task, slots, prices.apply(slots), known.hours(), slack);
            }
        };
    }

    static Outlook of(Zone zone, Waiting task, MemorylessPlan table, double slack) {
        return new Outlook(zone, task, table.slots(), table.plan(slack, task.running()), table.loadAtOnce(), slack);
    }

    static Outlook of(Zone zone, Waiting task, Slots slots, double[] prices, double hours, double slack) {
        FillPlan fill =
                new FillPlan(slots, prices, hours, slack, task.delayIntensity(), task.restartHours(), task.running());
        return new Outlook(zone, task, slots, fill.plan(), fill.loadAtOnce(), slack);
    }

    /** The same plan for a task that is alike in all that plans look at. */
    Outlook of(Waiting other) {
        return new Outlook(zone, other, slots, plan, loadAtOnce, slack);
    }

    String zoneName() {
        return zone.name();
    }

    /** Price of the plan, delay included, in gCO2e. */
    double costGrams() {
        return plan.cost() * task.kilowatts();
    }

    Timing timing() {
        GreenWindow window = slots.window(plan.from(), plan.to());
        double presentEnds = slots.width(0);
        double changes = plan.run() ? plan.to() : plan.from();
        return new Timing(
                plan.run(),
                window,
                slots.at(plan.ends(slots)),
                slots.at(Math.min(presentEnds, Math.max(changes, 1 / 3600.0))),
                plan.grams(slots) * task.kilowatts(),
                grams(loadAtOnce),
                plan.regret() * task.kilowatts(),
                reason(window));
    }

    private double grams(double[] load) {
        return Plan.grams(load, slots) * task.kilowatts();
    }

    private Reason reason(GreenWindow window) {
        double now = slots.intensity(0);
        if (!plan.run()) {
            return new Reason.CleanerLater(now, window);
        }
        @Nullable Instant deadline = task.schedule().deadline();
        if (!task.schedule().deferrable()) {
            return new Reason.NotDeferrable();
        }
        if (deadline != null && task.deadlineSlackHours(slots.now()) < slots.width(0)) {
            return new Reason.DeadlineNear(deadline);
        }
        if (!Double.isInfinite(plan.regret())) {
            return new Reason.CleanEnough(now);
        }
        return task.slackHours(slots.now()) < slots.width(0) ? new Reason.BudgetSpent() : new Reason.ReserveReached();
    }
}
