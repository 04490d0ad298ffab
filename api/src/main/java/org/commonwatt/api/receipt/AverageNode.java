package org.commonwatt.api.receipt;

import java.time.Instant;
import java.util.Map;

import org.commonwatt.api.carbon.RealisedHours;
import org.commonwatt.protocol.plan.PlanView.IntensityView;

/** The electricity of a node picked blindly among those that are joined. */
final class AverageNode {

    private final Map<IntensityView, Long> nodes;
    private final RealisedHours hours;

    /** @param nodes how many stand where, with what is known of the place at this moment */
    AverageNode(Map<IntensityView, Long> nodes, RealisedHours hours) {
        this.nodes = Map.copyOf(nodes);
        this.hours = hours;
    }

    long count() {
        return nodes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Its mean intensity over a span of time in gCO2e/kWh; a zone's hours that are not known are taken as of now. */
    double gramsPerKwh(Instant from, Instant to) {
        double sum = 0;
        for (Map.Entry<IntensityView, Long> place : nodes.entrySet()) {
            IntensityView now = place.getKey();
            sum += place.getValue()
                    * hours.mean(now.zone(), from, to, now.gramsPerKwh(), now.source())
                            .gramsPerKwh();
        }
        return sum / count();
    }
}
