package org.commonwatt.cli.job;

import org.commonwatt.cli.client.SpecText;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.spec.DatasetRef;
import org.commonwatt.protocol.spec.DatasetUse;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.SpecFormat;

/** Puts a published dataset in the place of a local one, since a {@code file:} reference means nothing to a service. */
final class ReferenceRewrite {

    private ReferenceRewrite() {}

    /**
     * The spec with another dataset. Its author's own text stays, comments included, when the reference stands in it
     * just once as it was read; else the canonical form is sent.
     */
    static SpecText withDataset(SpecFile file, DatasetRef.Named dataset) {
        JobSpec wanted = withDataset(file.spec(), dataset);
        String text = file.text().text();
        String local = file.spec().dataset().ref().toString();
        int at = text.indexOf(local);
        if (at >= 0 && text.indexOf(local, at + 1) < 0) {
            String rewritten = text.substring(0, at) + dataset + text.substring(at + local.length());
            SpecText candidate = new SpecText(rewritten, file.text().format());
            if (says(candidate, wanted)) {
                return candidate;
            }
        }
        return new SpecText(Json.mapper().writeValueAsString(JobSpecs.toJson(wanted)), SpecFormat.JSON);
    }

    private static boolean says(SpecText candidate, JobSpec wanted) {
        try {
            return JobSpecs.read(candidate.bytes(), candidate.format()).equals(wanted);
        } catch (Rejected rejected) {
            return false;
        }
    }

    private static JobSpec withDataset(JobSpec spec, DatasetRef dataset) {
        DatasetUse use = spec.dataset();
        return new JobSpec(
                spec.version(),
                spec.name(),
                spec.description(),
                new DatasetUse(dataset, use.train(), use.evaluation(), use.transforms(), use.text()),
                spec.model(),
                spec.loss(),
                spec.optimizer(),
                spec.training(),
                spec.metrics(),
                spec.resources());
    }
}
