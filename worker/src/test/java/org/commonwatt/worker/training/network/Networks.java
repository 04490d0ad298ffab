package org.commonwatt.worker.training.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.LayerNames;

/** Networks for tests, without a spec around them. */
public final class Networks {

    private Networks() {}

    /** A network with its initial statistics and the initial values of seed 0; each layer's input shape is found by running those before it. */
    public static Network of(NDManager manager, List<Integer> input, Layer... layers) {
        List<String> names = LayerNames.of(List.of(layers));
        List<LayerPlan> plans = new ArrayList<>();
        List<Long> shape = input.stream().map(Integer::longValue).toList();
        for (int i = 0; i < layers.length; i++) {
            LayerPlan plan = new LayerPlan(names.get(i), "", shape, List.of(), 0, 0);
            plans.add(plan);
            Network single = new Network(manager, List.of(layers[i]), List.of(plan));
            Shape batch = new Shape(2)
                    .addAll(new Shape(shape.stream().mapToLong(Long::longValue).toArray()));
            DataType type = layers[i] instanceof Layer.Embedding ? DataType.INT64 : DataType.FLOAT32;
            Shape output = single.evaluate(manager.zeros(batch, type)).getShape();
            shape = Arrays.stream(output.slice(1).getShape()).boxed().toList();
        }
        Network network = new Network(manager, List.of(layers), plans);
        network.initialise(0);
        return network;
    }
}
