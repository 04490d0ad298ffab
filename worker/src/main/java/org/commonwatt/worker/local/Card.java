package org.commonwatt.worker.local;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.plan.WorkPlan;
import org.commonwatt.protocol.spec.DatasetUse;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.Model;

/** A model card (Mitchell et al. 2019): what a model is, what it was trained on, how well it does, what it took. */
final class Card {

    private Card() {}

    /**
     * The card as Markdown.
     *
     * @param machine what it was trained on
     */
    static String of(LocalJob job, RunNote note, String machine) {
        JobSpec spec = job.spec();
        WorkPlan plan = job.plan();
        RunNote.Result result = note.result();
        StringBuilder text = new StringBuilder("# ").append(spec.name()).append("\n\n");
        if (spec.description() != null) {
            text.append(spec.description().strip()).append("\n\n");
        }
        text.append("A network of ")
                .append(plan.layers().size())
                .append(" layers and ")
                .append(String.format(Locale.ROOT, "%,d", plan.parameters()))
                .append(
                        " parameters, in `model.safetensors` (float32, PyTorch's layout). Its metadata holds the spec and the"
                                + " dataset's manifest, so that it can be used and checked by itself:\n\n"
                                + "```\ncommonwatt predict model.safetensors INPUT\n```\n\n");
        if (job.base() != null) {
            begin(text, job.base(), spec.model());
        }
        data(text, spec.dataset(), job.data().manifest());
        if (result != null) {
            text.append("## How well it does\n\nOn the split `")
                    .append(spec.dataset().evaluation())
                    .append("`, which it was not trained on, after ")
                    .append(result.step())
                    .append(" steps:\n\n| metric | value |\n|---|---|\n");
            for (Map.Entry<String, Double> figure : result.evaluation().entrySet()) {
                row(text, figure.getKey(), Chart.number(figure.getValue()));
            }
            text.append(
                    "\nNothing is known of how it does on data of another kind, and one run says nothing of the spread between seeds.\n\n");
        }
        training(text, note.spec(), plan);
        text.append("## What it took\n\n| | |\n|---|---|\n");
        row(text, "machine", machine);
        row(text, "CPU threads", note.threads());
        row(text, "time", String.format(Locale.ROOT, "%.0f s", note.spent().seconds()));
        row(
                text,
                "energy",
                String.format(Locale.ROOT, "%.3g Wh ±50 %%", note.spent().wattHours()));
        text.append(
                "\nThe energy is an estimate of tier D: processor time × design power of one core. The same spec, seed,"
                        + " thread count and machine class give the same bits.\n");
        return text.toString();
    }

    private static void begin(StringBuilder text, LocalBase base, Model model) {
        if (model instanceof Model.Base use) {
            text.append("## What it began with\n\n| | |\n|---|---|\n");
            row(text, "model", "`" + base.reference() + "`");
            row(text, "SHA-256", "`" + base.sha256() + "`");
            row(text, "kept", "up to the layer `" + use.cut() + "`, " + (use.frozen() ? "as it was" : "trained on"));
            text.append('\n');
        }
    }

    private static void data(StringBuilder text, DatasetUse use, DatasetManifest dataset) {
        text.append("## What it was trained on\n\n| | |\n|---|---|\n");
        row(text, "dataset", dataset.title() + " (`" + dataset.name() + "@" + dataset.version() + "`)");
        row(text, "licence", dataset.licence());
        row(text, "source", dataset.source());
        dataset.splits().forEach((name, split) -> {
            if (name.equals(use.train()) || name.equals(use.evaluation())) {
                row(text, "split `" + name + "`", split.examples() + " examples");
            }
        });
        text.append('\n');
        if (dataset.description() != null) {
            text.append(dataset.description().strip()).append("\n\n");
        }
    }

    private static void training(StringBuilder text, JsonNode spec, WorkPlan plan) {
        text.append("## How it was trained\n\n| | |\n|---|---|\n");
        for (String field : List.of("loss", "optimizer", "training")) {
            row(text, field, "`" + spec.path(field) + "`");
        }
        row(text, "steps planned", plan.steps() + ", " + plan.stepsPerEpoch() + " in an epoch");
        text.append("\n| layer | type | output | parameters |\n|---|---|---|---|\n");
        for (WorkPlan.LayerPlan layer : plan.layers()) {
            row(text, layer.name(), layer.type(), layer.outputShape(), layer.parameters());
        }
        text.append('\n');
    }

    private static void row(StringBuilder text, Object... cells) {
        text.append('|');
        for (Object cell : cells) {
            text.append(' ')
                    .append(String.valueOf(cell).replace("|", "\\|").replace("\n", " "))
                    .append(" |");
        }
        text.append('\n');
    }
}
