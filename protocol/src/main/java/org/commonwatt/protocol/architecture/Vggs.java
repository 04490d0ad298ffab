package org.commonwatt.protocol.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Model;

/** Simonyan and Zisserman 2015, table 1, configurations A, B, D and E. */
final class Vggs {

    private static final int WIDEST = 8;

    /** Number of convolutions in each stage, by depth. */
    private static final Map<Integer, List<Integer>> STAGES = Map.of(
            11, List.of(1, 1, 2, 2, 2),
            13, List.of(2, 2, 2, 2, 2),
            16, List.of(2, 2, 3, 3, 3),
            19, List.of(2, 2, 4, 4, 4));

    private Vggs() {}

    static @Nullable List<Layer> layers(Model.Vgg vgg, Ends ends, Violations violations) {
        List<Integer> convolutions = STAGES.get(vgg.depth());
        if (convolutions == null) {
            violations.add("/model/depth", "there is a VGG of 11, 13, 16 and 19 layers, none of " + vgg.depth());
            return null;
        }
        List<Layer> layers = new ArrayList<>();
        for (int stage = 1; stage <= convolutions.size(); stage++) {
            int filters = vgg.width() * Math.min(1 << (stage - 1), WIDEST);
            for (int i = 1; i <= convolutions.get(stage - 1); i++) {
                String place = stage + "_" + i;
                layers.add(Parts.conv("conv" + place, filters, 3, 1, 1, true));
                if (vgg.batchNorm()) {
                    layers.add(Parts.norm("norm" + place));
                }
                layers.add(Parts.relu("relu" + place));
            }
            layers.add(new Layer.MaxPool2d("pool" + stage, 2, 2, 0));
        }
        layers.add(new Layer.Flatten("flatten"));
        for (int i = 0; i < vgg.classifier().size(); i++) {
            int number = i + 1;
            layers.add(Parts.dense("dense" + number, vgg.classifier().get(i)));
            layers.add(Parts.relu("relu" + number));
            Parts.dropout(layers, "dropout" + number, vgg.dropout());
        }
        layers.add(Parts.dense("output", ends.units()));
        return List.copyOf(layers);
    }
}
