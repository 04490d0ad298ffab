package org.commonwatt.protocol.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Model;

/** He et al. 2016, table 1, with shortcuts of option B: a 1×1 convolution where the shape changes. */
final class Resnets {

    /** Filters that a bottleneck gives for each that it works with. */
    private static final int EXPANSION = 4;

    /** Number of blocks in each stage, by depth. */
    private static final Map<Integer, List<Integer>> STAGES =
            Map.of(18, List.of(2, 2, 2, 2), 34, List.of(3, 4, 6, 3), 50, List.of(3, 4, 6, 3));

    private Resnets() {}

    static @Nullable List<Layer> layers(Model.Resnet resnet, Ends ends, Violations violations) {
        List<Integer> blocks = STAGES.get(resnet.depth());
        if (blocks == null) {
            violations.add("/model/depth", "there is a ResNet of 18, 34 and 50 layers, none of " + resnet.depth());
            return null;
        }
        boolean bottleneck = resnet.depth() == 50;
        List<Layer> layers = new ArrayList<>(stem(resnet));
        int channels = resnet.width();
        for (int stage = 1; stage <= blocks.size(); stage++) {
            int filters = resnet.width() << (stage - 1);
            for (int block = 1; block <= blocks.get(stage - 1); block++) {
                int stride = stage > 1 && block == 1 ? 2 : 1;
                String name = "stage" + stage + "block" + block;
                int output = bottleneck ? EXPANSION * filters : filters;
                List<Layer> inner = bottleneck ? bottleneck(filters, stride) : basic(filters, stride);
                layers.add(new Layer.Residual(name, inner, shortcut(channels, output, stride)));
                layers.add(Parts.relu("stage" + stage + "relu" + block));
                channels = output;
            }
        }
        layers.add(new Layer.GlobalAvgPool2d("pool"));
        layers.add(Parts.dense("output", ends.units()));
        return List.copyOf(layers);
    }

    private static List<Layer> stem(Model.Resnet resnet) {
        return switch (resnet.stem()) {
            case LARGE ->
                List.of(
                        Parts.conv("stem", resnet.width(), 7, 2, 1, false),
                        Parts.norm("stemNorm"),
                        Parts.relu("stemRelu"),
                        new Layer.MaxPool2d("stemPool", 3, 2, 1));
            case SMALL ->
                List.of(
                        Parts.conv("stem", resnet.width(), 3, 1, 1, false),
                        Parts.norm("stemNorm"),
                        Parts.relu("stemRelu"));
        };
    }

    private static List<Layer> basic(int filters, int stride) {
        return List.of(
                Parts.conv("conv1", filters, 3, stride, 1, false),
                Parts.norm("norm1"),
                Parts.relu("relu1"),
                Parts.conv("conv2", filters, 3, 1, 1, false),
                Parts.norm("norm2"));
    }

    private static List<Layer> bottleneck(int filters, int stride) {
        return List.of(
                Parts.conv("conv1", filters, 1, 1, 1, false),
                Parts.norm("norm1"),
                Parts.relu("relu1"),
                Parts.conv("conv2", filters, 3, stride, 1, false),
                Parts.norm("norm2"),
                Parts.relu("relu2"),
                Parts.conv("conv3", EXPANSION * filters, 1, 1, 1, false),
                Parts.norm("norm3"));
    }

    private static @Nullable List<Layer> shortcut(int channels, int output, int stride) {
        return channels == output && stride == 1
                ? null
                : List.of(Parts.conv("conv", output, 1, stride, 1, false), Parts.norm("norm"));
    }
}
