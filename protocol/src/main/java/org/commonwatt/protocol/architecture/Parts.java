package org.commonwatt.protocol.architecture;

import java.util.List;

import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.Initialisation;
import org.commonwatt.protocol.spec.Layer;

/** Layers as the published networks set them. */
final class Parts {

    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.9;

    private Parts() {}

    /** A convolution whose padding keeps an image's size where {@code stride} is 1. */
    static Layer.Conv2d conv(String name, int filters, int kernel, int stride, int groups, boolean bias) {
        return new Layer.Conv2d(name, filters, kernel, stride, kernel / 2, 1, groups, bias, Initialisation.HE_UNIFORM);
    }

    static Layer.BatchNorm norm(String name) {
        return new Layer.BatchNorm(name, EPSILON, MOMENTUM);
    }

    static Layer.Activation relu(String name) {
        return new Layer.Activation(name, ActivationFunction.RELU);
    }

    static Layer.Activation relu6(String name) {
        return new Layer.Activation(name, ActivationFunction.RELU6);
    }

    static Layer.Dense dense(String name, int units) {
        return new Layer.Dense(name, units, true);
    }

    /** Nothing where {@code rate} is 0. */
    static void dropout(List<Layer> layers, String name, double rate) {
        if (rate > 0) {
            layers.add(new Layer.Dropout(name, rate));
        }
    }
}
