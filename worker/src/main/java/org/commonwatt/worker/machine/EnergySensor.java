package org.commonwatt.worker.machine;

import java.util.OptionalDouble;

/**
 * Adds up what a part of the machine draws. Looked at every few seconds by the {@link EnergyWatch}, whose thread alone
 * calls {@link #look}; everything else may be asked from any thread.
 */
interface EnergySensor {

    /** Which part. No two sensors of a machine measure the same joule, but for the whole machine's. */
    Part part();

    /** Takes in what was drawn since the last look. */
    void look();

    /**
     * Joules drawn since the sensor was made; only differences mean anything. Empty while it can't tell, and a gap in its
     * knowledge makes it begin anew: {@link #unbrokenSince} tells.
     */
    OptionalDouble joules();

    /** When, in ns of {@link System#nanoTime}, its present unbroken account began. */
    long unbrokenSince();

    /** Whether it reads a counter of energy, which misses nothing between two looks. */
    boolean counts();

    /** What it is, for people, such as "RAPL counters of 2 processors and their memory". */
    String words();

    /** Parts of a machine that draw. */
    enum Part {
        PROCESSORS,
        GRAPHICS,
        /** All of it, as a battery gives it. */
        WHOLE
    }
}
