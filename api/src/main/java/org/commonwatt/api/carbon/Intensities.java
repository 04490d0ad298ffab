package org.commonwatt.api.carbon;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.plan.PlanView.IntensityView;

/** Carbon intensity of electricity by zone: average and life cycle, in gCO2e/kWh. */
public interface Intensities {

    /**
     * The intensity to reckon with at this moment. Never fails: for a zone that is null or unknown the world's mean is the
     * answer, and its source says so.
     *
     * @param zone ISO 3166-1 code with three or two letters, or a grid zone that begins with one, such as {@code US-CAL-CISO}
     */
    IntensityView of(@Nullable String zone);
}
