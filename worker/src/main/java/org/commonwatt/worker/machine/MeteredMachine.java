package org.commonwatt.worker.machine;

import org.jspecify.annotations.Nullable;

import org.commonwatt.worker.limits.Embodied;

/**
 * What a meter must know of the machine beside its sensors.
 *
 * @param power design power of the processors
 * @param virtual whether this is a virtual machine, which sees a part of a processor and counters of the whole, if any
 * @param reserved share of the machine that a lease holds, 0..1: its threads by the machine's logical cores
 * @param graphicsLimitWatts power limit of the graphics processors together in W, or null where unknown
 * @param embodied what making it emitted, or null where its owner did not say
 * @param refused why counters that are there can't be read, a sentence, or null
 */
record MeteredMachine(
        DesignPower power,
        boolean virtual,
        double reserved,
        @Nullable Double graphicsLimitWatts,
        @Nullable Embodied embodied,
        @Nullable String refused) {

    /** Share of its design power that a part is taken to draw when idle, until that was measured. A guess: hence tier D. */
    static final double IDLE_SHARE = 0.1;
}
