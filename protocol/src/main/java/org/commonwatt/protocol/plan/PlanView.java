package org.commonwatt.protocol.plan;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.job.TimingView;

/**
 * The answer to {@code POST /plans}.
 *
 * @param work what the spec needs by itself
 * @param nodesThatFit number of joined nodes that could run it
 * @param nodesKnown number of joined nodes
 * @param refusals why the other nodes can't, most frequent first
 * @param gco2e expected grams of CO2e on the first hardware class at {@code intensity}; an estimate
 * @param intensity the electricity's intensity that was assumed
 * @param timing when it would run if it were submitted now, on the node that would need the least energy for it; grams are of
 *     that node. Null while no node fits
 */
public record PlanView(
        WorkPlan work,
        int nodesThatFit,
        int nodesKnown,
        List<Refusal> refusals,
        double gco2e,
        IntensityView intensity,
        @Nullable TimingView timing) {

    /**
     * Why nodes can't run a job.
     *
     * @param reason a sentence for people
     * @param nodes number of nodes that this rules out
     * @param nearestChange what would let the nearest of them fit, or null where nothing would
     */
    public record Refusal(
            String reason, int nodes, @Nullable String nearestChange) {}

    /**
     * Carbon intensity of electricity, average and life cycle.
     *
     * @param gramsPerKwh gCO2e per kWh
     * @param zone ISO 3166-1 alpha-3 code or grid zone, or null for the world's average
     * @param source who says so, with the year
     * @param at beginning of the hour that the figure is for, from which its age follows; null for yearly means
     */
    public record IntensityView(
            double gramsPerKwh,
            @Nullable String zone,
            String source,
            @Nullable Instant at) {}
}
