package org.commonwatt.protocol.plan;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.form.Closest;
import org.commonwatt.protocol.spec.DatasetUse;

/** Whether a spec uses a dataset that way: its splits, its transforms. */
final class DatasetFit {

    private DatasetFit() {}

    /** The split of that name, or null after noting that there is none. */
    static @Nullable DatasetSplit split(DatasetManifest manifest, String field, String name, Violations violations) {
        DatasetSplit split = manifest.splits().get(name);
        if (split == null) {
            violations.add(
                    "/dataset/" + field,
                    manifest.name() + "@" + manifest.version() + " has no split \"" + name + "\"; it has "
                            + String.join(", ", manifest.splits().keySet()),
                    Closest.to(name, manifest.splits().keySet()));
        }
        return split;
    }

    static void check(DatasetUse use, Violations violations) {
        if (use.train().equals(use.evaluation())) {
            violations.add("/dataset/evaluation", "the split to evaluate on must not be the one to train on");
        }
    }
}
