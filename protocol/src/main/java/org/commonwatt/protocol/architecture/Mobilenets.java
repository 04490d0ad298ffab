package org.commonwatt.protocol.architecture;

import java.util.ArrayList;
import java.util.List;

import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.Stem;

/** Sandler et al. 2018, table 2. */
final class Mobilenets {

    private static final int STEM = 32;
    private static final int LAST = 1280;
    private static final int DIVISOR = 8;

    /** Expansion, filters, blocks and stride of the first block. */
    private static final int[][] STAGES = {
        {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
    };

    private Mobilenets() {}

    static List<Layer> layers(Model.MobilenetV2 mobilenet, Ends ends) {
        boolean small = mobilenet.stem() == Stem.SMALL;
        List<Layer> layers = new ArrayList<>();
        int channels = filters(STEM, mobilenet.width());
        layers.add(Parts.conv("stem", channels, 3, small ? 1 : 2, 1, false));
        layers.add(Parts.norm("stemNorm"));
        layers.add(Parts.relu6("stemRelu"));
        int number = 0;
        for (int stage = 0; stage < STAGES.length; stage++) {
            int[] row = STAGES[stage];
            int output = filters(row[1], mobilenet.width());
            for (int i = 0; i < row[2]; i++) {
                boolean halves = i == 0 && row[3] == 2 && !(small && stage == 1);
                block(layers, "block" + ++number, channels, row[0], output, halves ? 2 : 1);
                channels = output;
            }
        }
        int last = filters(LAST, Math.max(1, mobilenet.width()));
        layers.add(Parts.conv("last", last, 1, 1, 1, false));
        layers.add(Parts.norm("lastNorm"));
        layers.add(Parts.relu6("lastRelu"));
        layers.add(new Layer.GlobalAvgPool2d("pool"));
        Parts.dropout(layers, "dropout", mobilenet.dropout());
        layers.add(Parts.dense("output", ends.units()));
        return List.copyOf(layers);
    }

    private static void block(List<Layer> layers, String name, int channels, int expansion, int output, int stride) {
        if (stride == 1 && channels == output) {
            layers.add(new Layer.Residual(name, inner("", channels, expansion, output, stride), null));
        } else {
            layers.addAll(inner(name + "_", channels, expansion, output, stride));
        }
    }

    private static List<Layer> inner(String prefix, int channels, int expansion, int output, int stride) {
        List<Layer> layers = new ArrayList<>();
        int wide = channels * expansion;
        if (expansion != 1) {
            layers.add(Parts.conv(prefix + "expand", wide, 1, 1, 1, false));
            layers.add(Parts.norm(prefix + "expandNorm"));
            layers.add(Parts.relu6(prefix + "expandRelu"));
        }
        layers.add(Parts.conv(prefix + "depthwise", wide, 3, stride, wide, false));
        layers.add(Parts.norm(prefix + "depthwiseNorm"));
        layers.add(Parts.relu6(prefix + "depthwiseRelu"));
        layers.add(Parts.conv(prefix + "project", output, 1, 1, 1, false));
        layers.add(Parts.norm(prefix + "projectNorm"));
        return layers;
    }

    /** The nearest multiple of 8, never less than nine tenths, as the paper's own code rounds. */
    private static int filters(int published, double width) {
        double exact = published * width;
        int rounded = Math.max(DIVISOR, (int) (exact + DIVISOR / 2.0) / DIVISOR * DIVISOR);
        return rounded < 0.9 * exact ? rounded + DIVISOR : rounded;
    }
}
