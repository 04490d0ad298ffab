package org.commonwatt.protocol.plan;

import java.util.List;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.form.Words;
import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.Layer;

/** Layers that learn from a batch as a whole need more than one value of each channel in every batch. */
final class BatchFit {

    private static final String BATCH_NORM = Words.ofType(Layer.BatchNorm.class);

    private BatchFit() {}

    static void check(List<LayerPlan> layers, long examples, long batchSize, Violations violations) {
        long smallestBatch = examples % batchSize == 0 ? batchSize : examples % batchSize;
        if (smallestBatch > 1) {
            return;
        }
        for (int i = 0; i < layers.size(); i++) {
            Shape input = new Shape(layers.get(i).inputShape());
            if (layers.get(i).type().equals(BATCH_NORM) && input.elements() == input.first()) {
                violations.add(
                        "/training/batchSize",
                        layers.get(i).name() + " (" + BATCH_NORM
                                + ") has no variance to learn from a batch of one example, " + "and " + examples
                                + " examples leave one such batch of " + batchSize);
            }
        }
    }
}
