package org.commonwatt.scheduler.timing;

import java.util.Arrays;

/**
 * A plan for one task in one zone, per kW of its power.
 *
 * @param run whether it runs from now on
 * @param cost price of what it runs, of its starts and of its delay, in g/kWh · h
 * @param regret how much more the best plan costs that does otherwise in the present slot; infinite when there is none
 * @param from hours from now until its first window
 * @param to hours from now until that window ends
 * @param load expected hours that it runs in each slot
 * @param starts hours that starts after pauses take, in the slots in which they begin; what they put off isn't in the load
 */
record Plan(boolean run, double cost, double regret, double from, double to, double[] load, double[] starts) {

    /** A pause has to save so many times what the start after it costs: forecasts are no better. */
    static final double HYSTERESIS = 2;

    /** Whether running is no dearer than waiting; a difference in the last bits is none. */
    static boolean runs(double runCost, double waitCost) {
        return runCost <= waitCost * (1 + 1e-9);
    }

    /** Hours from now until the last of it has run, put off by what starts take. */
    double ends(Slots slots) {
        int last = load.length - 1;
        while (last > 0 && load[last] <= 0) {
            last--;
        }
        return slots.offset(last) + load[last] + Arrays.stream(starts).sum();
    }

    /** What it emits, starts included, in g/kWh · h. */
    double grams(Slots slots) {
        return grams(load, slots) + grams(starts, slots);
    }

    /** Σ load · intensity, in g/kWh · h. */
    static double grams(double[] load, Slots slots) {
        double sum = 0;
        for (int slot = 0; slot < load.length; slot++) {
            sum += load[slot] * slots.intensity(slot);
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Plan plan
                && run == plan.run
                && cost == plan.cost
                && regret == plan.regret
                && from == plan.from
                && to == plan.to
                && Arrays.equals(load, plan.load)
                && Arrays.equals(starts, plan.starts);
    }

    @Override
    public int hashCode() {
        return Double.hashCode(cost) * 31 + Arrays.hashCode(load);
    }
}
