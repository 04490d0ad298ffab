package org.commonwatt.api.carbon;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.plan.PlanView.IntensityView;

/** Carbon intensity of electricity by zone, in gCO2e/kWh. */
public interface Intensities {

    /**
     * The name by which everything here knows a zone, however its owner writes it; null for one that is null or unknown, for
     * which the world's mean stands.
     *
     * @param zone ISO 3166-1 code with two or three letters, or a grid zone that begins with one, such as {@code US-CAL-CISO}
     */
    @Nullable
    String name(@Nullable String zone);

    /**
     * The average intensity to reckon with at this moment, and how old the figure is. Never fails: where no source knows
     * better it is the country's yearly mean, for a zone that is null or unknown the world's, and its source says so.
     */
    IntensityView of(@Nullable String zone);

    /**
     * What the planner should expect from the present hour on, in the signal that the operator chose for planning. Never
     * fails; where nothing is known but a mean, every hour is that mean.
     *
     * @param hours how far to look, 1 or more
     */
    ZoneForecast forecast(@Nullable String zone, int hours);
}
