package org.commonwatt.protocol.job;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a job was and why, from its submission on: {@code GET /api/v1/jobs/{id}/timeline}.
 *
 * @param from its submission
 * @param to its end, or the moment of the answer
 * @param spans its states one after another without a gap; a span on another node is a span of its own
 * @param zones intensity of the zones in which it ran or meant to run, by the hour; beyond {@code to} as far as its plan goes
 */
public record Timeline(Instant from, Instant to, List<Span> spans, List<ZoneCurve> zones) {

    /**
     * A time in one state.
     *
     * @param to its end, or null for the present span
     * @param node the node that held its lease, or null while none did
     * @param zone where that node stands, or where the plan means it to run; null where neither is known
     * @param reason a sentence for people: why it was so, or null
     * @param timing what the planner decided last in this span, or null
     * @param wh marginal energy of the lease in Wh, or null where unmeasured
     * @param gco2e the same in gCO2e
     */
    public record Span(
            JobState state,
            Instant from,
            @Nullable Instant to,
            JobView.@Nullable NodeRef node,
            @Nullable String zone,
            @Nullable String reason,
            @Nullable TimingView timing,
            @Nullable Double wh,
            @Nullable Double gco2e) {}

    /** A zone's intensity over the hours that the timeline shows, with who says so. */
    public record ZoneCurve(String zone, String source, List<Hour> hours) {}

    /**
     * An hour.
     *
     * @param at its beginning
     * @param gramsPerKwh gCO2e/kWh
     * @param expected whether it was still to come, or is not known, so that this is what is expected of it
     */
    public record Hour(Instant at, double gramsPerKwh, boolean expected) {}
}
