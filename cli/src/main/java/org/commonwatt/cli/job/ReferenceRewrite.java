package org.commonwatt.cli.job;

import org.commonwatt.cli.client.SpecText;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.spec.DatasetRef;
import org.commonwatt.protocol.spec.DatasetUse;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.ModelRef;
import org.commonwatt.protocol.spec.SpecFormat;

/**
 * Puts what was published in the place of what lies here, since a {@code file:} reference means nothing to a service. The
 * author's own text stays, comments included, when the reference stands in it just once as it was read; else the canonical
 * form is sent.
 */
final class ReferenceRewrite {

    private ReferenceRewrite() {}

    /** The spec with another dataset. */
    static SpecFile withDataset(SpecFile file, DatasetRef.Named dataset) {
        DatasetUse use = file.spec().dataset();
        JobSpec wanted =
                file.spec().with(new DatasetUse(dataset, use.train(), use.evaluation(), use.transforms(), use.text()));
        return rewritten(file, use.ref().toString(), dataset.toString(), wanted);
    }

    /** The spec with another model that it begins with. */
    static SpecFile withBase(SpecFile file, Model.Base base, ModelRef model) {
        JobSpec wanted = file.spec().with(base.from(model));
        return rewritten(file, base.from().toString(), model.toString(), wanted);
    }

    private static SpecFile rewritten(SpecFile file, String local, String published, JobSpec wanted) {
        String text = file.text().text();
        int at = text.indexOf(local);
        if (at >= 0 && text.indexOf(local, at + 1) < 0) {
            String rewritten = text.substring(0, at) + published + text.substring(at + local.length());
            SpecText candidate = new SpecText(rewritten, file.text().format());
            if (says(candidate, wanted)) {
                return new SpecFile(file.path(), candidate, wanted);
            }
        }
        String canonical = Json.mapper().writeValueAsString(JobSpecs.toJson(wanted));
        return new SpecFile(file.path(), new SpecText(canonical, SpecFormat.JSON), wanted);
    }

    private static boolean says(SpecText candidate, JobSpec wanted) {
        try {
            return JobSpecs.read(candidate.bytes(), candidate.format()).equals(wanted);
        } catch (Rejected rejected) {
            return false;
        }
    }
}
