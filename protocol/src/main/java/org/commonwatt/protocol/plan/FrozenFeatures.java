package org.commonwatt.protocol.plan;

import java.util.List;

import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.Transform;

/** What the frozen layers of a base make of the examples. */
public final class FrozenFeatures {

    /** Most bytes that are kept on the disk of a node, 4 GiB; more is computed anew in every pass. */
    private static final long MOST_BYTES = 4L << 30;

    /** How many examples are computed at once: fixed, since an engine's sums may depend on how many it sees. */
    public static final int BATCH = 64;

    private FrozenFeatures() {}

    /**
     * Whether they are computed once and kept: where no transform is random, and they are not too many.
     *
     * @param last the plan of the last frozen layer
     * @param examples number of examples of both splits together
     */
    public static boolean areKept(JobSpec spec, LayerPlan last, long examples) {
        return bytes(last, examples) <= MOST_BYTES
                && !isAnyRandom(spec.dataset().transforms());
    }

    /** What they take on the disk. */
    static double bytes(LayerPlan last, long examples) {
        return (double) new Shape(last.outputShape()).elements() * Float.BYTES * examples;
    }

    private static boolean isAnyRandom(List<Transform> transforms) {
        return transforms.stream().anyMatch(transform -> switch (transform) {
            case Transform.RandomCrop crop -> true;
            case Transform.RandomFlip flip -> true;
            case Transform.Scale scale -> false;
            case Transform.Normalize normalize -> false;
            case Transform.Resize resize -> false;
        });
    }
}
