package org.commonwatt.protocol.plan;

import java.util.List;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.architecture.BaseModel;
import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.Model;

/** Whether the values that a base's layers have learned fit the inputs that they get now. */
final class BaseFit {

    private BaseFit() {}

    /**
     * Notes the first kept layer that would have another number of values than it was trained with, as a convolution has
     * on images with other channels, and a dense layer on larger ones.
     */
    static void check(Model.Base spec, BaseModel base, Network network, Violations violations) {
        List<Long> input = base.input();
        if (input == null) {
            return;
        }
        List<LayerPlan> now = network.layers();
        int kept = now.size() - spec.layers().size();
        List<LayerPlan> then;
        try {
            then = Plans.follow(base.layers().subList(0, kept), input);
        } catch (Rejected broken) {
            violations.add("/model/from", "the model's file contradicts itself: " + broken.getMessage());
            return;
        }
        for (int i = 0; i < kept; i++) {
            if (now.get(i).parameters() != then.get(i).parameters()) {
                violations.add(
                        "/model/from",
                        "%s (%s) was trained on %s, where it has %d values; here it would be fed with %s and need %d. The base takes inputs of %s, and gets %s"
                                .formatted(
                                        now.get(i).name(),
                                        now.get(i).type(),
                                        new Shape(then.get(i).inputShape()),
                                        then.get(i).parameters(),
                                        new Shape(now.get(i).inputShape()),
                                        now.get(i).parameters(),
                                        new Shape(input),
                                        new Shape(now.getFirst().inputShape())));
                return;
            }
        }
    }
}
