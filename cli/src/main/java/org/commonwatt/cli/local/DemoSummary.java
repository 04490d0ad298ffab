package org.commonwatt.cli.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.cli.dataset.LocalDataset;
import org.commonwatt.cli.job.JobText;
import org.commonwatt.cli.terminal.Printable;
import org.commonwatt.cli.terminal.Quantity;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.job.JobView;

/**
 * What a demo came to.
 *
 * @param model where the model was fetched to, or null where there is none
 * @param firstMetricSeconds seconds from Enter to the first measurement, or null where none came
 */
record DemoSummary(
        JobView job,
        @Nullable Path model,
        LocalDataset dataset,
        @Nullable Double firstMetricSeconds,
        Stages stages,
        URI url) {

    private static final String HELD_OUT = "heldOut";

    String text() {
        List<String> lines = new ArrayList<>();
        DatasetSplit heldOut = dataset.manifest().splits().get(HELD_OUT);
        Double accuracy = JobText.accuracy(job);
        line(lines, "Job", job.name() + " " + job.id() + " " + job.state());
        if (job.failure() != null) {
            line(lines, "Failure", job.failure().message());
        }
        line(
                lines,
                "Accuracy",
                accuracy == null
                        ? "not measured"
                        : Quantity.share(accuracy)
                                + (heldOut == null
                                        ? ""
                                        : " on " + Quantity.count(heldOut.examples()) + " held-out examples"));
        line(lines, "Model", model == null ? "none" : model.toString());
        JobView.JobEnergy energy = job.energy();
        line(lines, "Energy", energy == null ? "not measured" : JobText.energy(energy));
        line(lines, "Carbon", energy == null ? "not known" : JobText.carbon(energy));
        if (firstMetricSeconds != null) {
            line(lines, "First metric", String.format(Locale.ROOT, "%.1f s after Enter", firstMetricSeconds));
        }
        return String.join("\n", lines);
    }

    ObjectNode json() {
        ObjectNode json = Json.mapper().createObjectNode();
        JobView.JobEnergy energy = job.energy();
        json.put("jobId", job.id().toString());
        json.put("state", job.state().toString());
        json.put("accuracy", JobText.accuracy(job));
        json.put("model", model == null ? null : model.toString());
        json.put("energyWh", energy == null ? null : energy.wh());
        json.put("energyTier", energy == null ? null : energy.tier().toString());
        json.put("energyRelativeError", energy == null ? null : energy.relativeError());
        json.put("gco2e", energy == null ? null : energy.gco2e());
        json.put("intensityGramsPerKwh", energy == null ? null : energy.intensityGramsPerKwh());
        json.put("intensitySource", energy == null ? null : energy.intensitySource());
        json.put("firstMetricSeconds", firstMetricSeconds);
        json.put("totalSeconds", stages.sinceEnter());
        ObjectNode seconds = json.putObject("stageSeconds");
        stages.seconds().forEach(seconds::put);
        json.put("url", url.toString());
        if (job.failure() != null) {
            json.put("failure", job.failure().message());
        }
        return json;
    }

    private static void line(List<String> lines, String label, String value) {
        lines.add(String.format(Locale.ROOT, "%-12s  %s", label, Printable.indented(value)));
    }
}
