package org.commonwatt.api.carbon;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.lease.EnergyUse.Tier;

/**
 * The energy of one lease that was measured, with the intensity of the zone that its node stood in.
 *
 * @param wh marginal energy in Wh
 * @param relativeError half-width of its band, as a share
 * @param intensityGramsPerKwh gCO2e/kWh
 */
record MeasuredAttempt(
        UUID jobId,
        double wh,
        Tier tier,
        double relativeError,
        double intensityGramsPerKwh,
        @Nullable String zone,
        String intensitySource) {

    /** The same at what the grid was over its time. */
    MeasuredAttempt at(RealisedHours.Mean mean) {
        return new MeasuredAttempt(jobId, wh, tier, relativeError, mean.gramsPerKwh(), zone, mean.source());
    }
}
