package org.commonwatt.protocol.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.form.Closest;
import org.commonwatt.protocol.spec.DatasetUse;
import org.commonwatt.protocol.spec.Transform;

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

    static void check(DatasetUse use, @Nullable Input input, Violations violations) {
        if (use.train().equals(use.evaluation())) {
            violations.add("/dataset/evaluation", "the split to evaluate on must not be the one to train on");
        }
        if (input == null || input.isTokens()) {
            return;
        }
        for (int i = 0; i < use.transforms().size(); i++) {
            String pointer = "/dataset/transforms/" + i;
            switch (use.transforms().get(i)) {
                case Transform.Scale scale -> {
                    // Fits every shape.
                }
                case Transform.Normalize normalize -> {
                    perChannel(pointer + "/mean", normalize.mean(), input.shape(), violations);
                    perChannel(pointer + "/std", normalize.std(), input.shape(), violations);
                }
            }
        }
    }

    private static void perChannel(String pointer, List<Double> values, Shape input, Violations violations) {
        if (values.size() != 1 && values.size() != input.first()) {
            violations.add(
                    pointer,
                    "expected 1 number or " + input.first() + ", one for each channel of " + input + ", found "
                            + values.size());
        }
    }
}
