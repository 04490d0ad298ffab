package org.commonwatt.cli.job;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.cli.terminal.Quantity;
import org.commonwatt.cli.terminal.Table;
import org.commonwatt.cli.terminal.Terminal;
import org.commonwatt.protocol.plan.PlanView;
import org.commonwatt.protocol.plan.WorkPlan;

/** Shows a plan: the layers, what a run needs, what it would cost by class of hardware, and which nodes fit. */
final class PlanReport {

    private final Terminal terminal;
    private final JsonOption json;

    /** The JSON of a plan that no service was asked about. */
    private record WorkAlone(WorkPlan work) {}

    PlanReport(Setting setting, JsonOption json) {
        this.terminal = setting.terminal();
        this.json = json;
    }

    void show(Planning planning) {
        if (planning.note() != null) {
            terminal.say(planning.note());
        }
        if (json.wanted()) {
            terminal.json(planning.service() == null ? new WorkAlone(planning.work()) : planning.service());
            return;
        }
        WorkPlan work = planning.work();
        terminal.result(layers(work.layers()).fitted(terminal.columns()));
        terminal.result("");
        terminal.result("parameters  " + Quantity.count(work.parameters()));
        terminal.result("steps       " + Quantity.count(work.steps()) + " (" + Quantity.count(work.stepsPerEpoch())
                + " in each epoch)");
        terminal.result("arithmetic  " + Quantity.large(work.trainingFlops()) + "FLOP in all, "
                + Quantity.large((double) work.forwardFlopsPerExample()) + "FLOP forward for one example");
        terminal.result("memory      " + Quantity.bytes(work.memoryBytes()) + " (estimate)");
        terminal.result(
                "scratch     " + Quantity.bytes(work.scratchBytes()) + " on the node's disk to read from (estimate)");
        terminal.result("transfer    " + Quantity.bytes(work.transferBytes()) + " to a node without the dataset");
        terminal.result("");
        terminal.result(estimates(work.estimates()).fitted(terminal.columns()));
        if (planning.service() != null) {
            nodes(planning.service());
        }
    }

    private static Table layers(List<WorkPlan.LayerPlan> layers) {
        Table table = new Table("LAYER", "TYPE", "IN", "OUT", "PARAMETERS", "FLOP");
        for (WorkPlan.LayerPlan layer : layers) {
            table.row(
                    layer.name(),
                    layer.type(),
                    shape(layer.inputShape()),
                    shape(layer.outputShape()),
                    Quantity.count(layer.parameters()),
                    Quantity.large((double) layer.flops()));
        }
        return table;
    }

    private static Table estimates(List<WorkPlan.HardwareEstimate> estimates) {
        Table table = new Table("ESTIMATED ON", "TIME", "ENERGY", "BAND");
        for (WorkPlan.HardwareEstimate estimate : estimates) {
            table.row(
                    estimate.hardware(),
                    Quantity.duration(Duration.ofMillis(Math.round(estimate.seconds() * 1000))),
                    Quantity.significant(estimate.energyWh()) + " Wh",
                    Quantity.band(estimate.relativeError()));
        }
        return table;
    }

    private void nodes(PlanView plan) {
        PlanView.IntensityView intensity = plan.intensity();
        terminal.result("");
        terminal.result("carbon      about " + Quantity.significant(plan.gco2e()) + " gCO2e on the first of these, at "
                + Quantity.significant(intensity.gramsPerKwh()) + " gCO2e/kWh ("
                + (intensity.zone() == null ? "" : "zone " + intensity.zone() + ", ") + intensity.source() + ")");
        if (plan.timing() != null) {
            terminal.result("when        " + TimingText.of(plan.timing()));
        }
        terminal.result("nodes       " + plan.nodesThatFit() + " of " + plan.nodesKnown() + " could run it");
        for (PlanView.Refusal refusal : plan.refusals()) {
            terminal.result("  " + refusal.nodes() + " not: " + refusal.reason()
                    + (refusal.nearestChange() == null ? "" : " → " + refusal.nearestChange()));
        }
    }

    private static String shape(List<Long> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining("×", "(", ")"));
    }
}
