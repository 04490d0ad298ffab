package org.commonwatt.protocol.lease;

import org.jspecify.annotations.Nullable;

/**
 * Energy that a lease has used so far.
 *
 * @param wh marginal energy in Wh: what the machine drew more than when idle
 * @param attributedWh marginal energy and the lease's reserved share of the idle power in Wh (Software Carbon Intensity,
 *     ISO/IEC 21031), or null where unknown
 * @param embodiedGrams the lease's share of what making the machine emitted in gCO2e (M of the same), or null where unknown
 * @param tier how it was found
 * @param relativeError half-width of the band, as a share
 * @param seconds time it covers, in seconds
 * @param method a sentence for people: what was measured or assumed
 */
public record EnergyUse(
        double wh,
        @Nullable Double attributedWh,
        @Nullable Double embodiedGrams,
        Tier tier,
        double relativeError,
        double seconds,
        String method) {

    /** How energy was found, best first. */
    public enum Tier {
        /** Wall meter or battery discharge. */
        A,
        /** NVML energy counter and RAPL. */
        B,
        /** Polled GPU power and a CPU model. */
        C,
        /** Thermal design power times load. */
        D
    }
}
