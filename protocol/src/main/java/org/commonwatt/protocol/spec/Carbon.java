package org.commonwatt.protocol.spec;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;

/** What a job gives for emitting less, and how much it may emit. */
@Doc("What the job gives for emitting less, and how much it may emit.")
public record Carbon(
        @Doc(
                "λ: what a day's delay of the end of a deferrable job is worth, in hours of a laptop's work at the world's mean intensity. Smaller waits for smaller savings; 0 for every gram.")
        @Range(min = 0, max = 1000)
        @Default("0.2")
        double delayWeight,

        @Doc(
                "Most gCO2e that the job may emit over all its attempts, as far as measured; it fails when that is used up.")
        @Range(above = 0, max = 1e9)
        @Nullable
        Double maxGrams) {

    /** λ where nothing else is said. */
    public static final double DEFAULT_DELAY_WEIGHT = 0.2;

    /** What most jobs need. */
    public static final Carbon DEFAULT = new Carbon(DEFAULT_DELAY_WEIGHT, null);
}
