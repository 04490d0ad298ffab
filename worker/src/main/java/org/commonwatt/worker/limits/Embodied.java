package org.commonwatt.worker.limits;

import java.time.Duration;

/**
 * What making the machine emitted, as its owner knows it from its maker.
 *
 * @param kilograms kgCO2e of the whole machine
 * @param lifetime how long it is expected to be used
 */
public record Embodied(double kilograms, Duration lifetime) {

    /** Four years: what Cloud Carbon Footprint and others assume where nobody says otherwise. */
    public static final Duration USUAL_LIFETIME = Duration.ofDays(4 * 365);

    /**
     * {@code M = TE · (TiR / EL) · (RR / ToR)} of the Software Carbon Intensity specification (ISO/IEC 21031), in gCO2e.
     *
     * @param seconds time reserved
     * @param share of the machine that is reserved, 0..1
     */
    public double grams(double seconds, double share) {
        return kilograms * 1000 * (seconds / lifetime.toSeconds()) * share;
    }
}
