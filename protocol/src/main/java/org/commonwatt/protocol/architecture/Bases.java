package org.commonwatt.protocol.architecture;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.form.Closest;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.LayerNames;
import org.commonwatt.protocol.spec.Model;

/** A trained model's first layers with new ones after them. */
final class Bases {

    private Bases() {}

    static @Nullable List<Layer> layers(Model.Base base, Ends ends, Violations violations) {
        if (ends.vocabulary() != null) {
            violations.add(
                    "/model/type",
                    "a base takes numbers, and the dataset's inputs are tokens: each dataset makes a vocabulary of its"
                            + " own, so that what the base learned of a token would go to another one");
            return null;
        }
        List<Layer> kept = kept(base, ends.base(), violations);
        if (kept == null) {
            return null;
        }
        List<Layer> layers = new ArrayList<>(kept);
        layers.addAll(base.layers());
        return List.copyOf(layers);
    }

    /** The base's layers up to the cut, or null after noting what is wrong. */
    private static @Nullable List<Layer> kept(Model.Base base, @Nullable BaseModel model, Violations violations) {
        if (model == null) {
            violations.add(
                    "/model/from",
                    "the model " + base.from() + " is not at hand here, so nothing is known of its layers");
            return null;
        }
        List<String> names = LayerNames.of(model.layers());
        int cut = names.indexOf(base.cut());
        if (cut < 0) {
            violations.add(
                    "/model/cut",
                    base.from() + " has no layer " + base.cut() + "; it has " + String.join(", ", names),
                    Closest.to(base.cut(), names));
            return null;
        }
        return model.layers().subList(0, cut + 1);
    }

    /** How many of the layers of {@code base} are kept ones. */
    static int kept(Model.Base base, List<Layer> layers) {
        return layers.size() - base.layers().size();
    }
}
