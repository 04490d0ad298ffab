package org.commonwatt.protocol.architecture;

import java.util.ArrayList;
import java.util.List;

import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Model;

/** Small networks of the first days. */
final class Plain {

    private Plain() {}

    static List<Layer> layers(Model.Mlp mlp, Ends ends) {
        List<Layer> layers = new ArrayList<>();
        if (ends.input().size() > 1) {
            layers.add(new Layer.Flatten("flatten"));
        }
        for (int i = 0; i < mlp.hidden().size(); i++) {
            int number = i + 1;
            layers.add(Parts.dense("dense" + number, mlp.hidden().get(i)));
            layers.add(new Layer.Activation("activation" + number, mlp.activation()));
            Parts.dropout(layers, "dropout" + number, mlp.dropout());
        }
        layers.add(Parts.dense("output", ends.units()));
        return List.copyOf(layers);
    }

    /** Figure 2 of the paper; layers C1, S2, C3, S4, C5, F6 and the output. */
    static List<Layer> layers(Model.Lenet lenet, Ends ends) {
        return List.of(
                new Layer.Conv2d("conv1", 6, 5, 1, lenet.padding(), true),
                new Layer.Activation("activation1", lenet.activation()),
                new Layer.AvgPool2d("pool1", 2, 2, 0),
                new Layer.Conv2d("conv2", 16, 5, 1, 0, true),
                new Layer.Activation("activation2", lenet.activation()),
                new Layer.AvgPool2d("pool2", 2, 2, 0),
                new Layer.Flatten("flatten"),
                Parts.dense("dense1", 120),
                new Layer.Activation("activation3", lenet.activation()),
                Parts.dense("dense2", 84),
                new Layer.Activation("activation4", lenet.activation()),
                Parts.dense("output", ends.units()));
    }
}
