package org.commonwatt.worker.training.data;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.spec.Transform;
import org.commonwatt.worker.training.seed.Mixing;

/**
 * The transforms of a spec, applied to one input after the other. What is drawn at random depends on a seed for each
 * input and on the transform's place alone.
 */
final class Preparation {

    private final List<Step> steps = new ArrayList<>();
    private final Shape output;

    /**
     * @param input shape of an input before any transform
     * @throws DataFault when a transform can't take its input's shape
     */
    Preparation(List<Transform> transforms, Shape input) throws DataFault {
        Shape shape = input;
        for (Transform transform : transforms) {
            switch (transform) {
                case Transform.Scale(double divideBy) -> {
                    float divisor = (float) divideBy;
                    steps.add((values, random) -> divide(values, divisor));
                }
                case Transform.Normalize(List<Double> mean, List<Double> std) -> {
                    float[] means = perChannel("mean", mean, shape);
                    float[] deviations = perChannel("std", std, shape);
                    steps.add((values, random) -> normalize(values, means, deviations));
                }
                case Transform.Resize(int height, int width) -> {
                    Resizing resizing = new Resizing(image("resize", shape), height, width);
                    steps.add((values, random) -> resizing.apply(values));
                    shape = new Shape(shape.get(0), height, width);
                }
                case Transform.RandomCrop crop -> {
                    Cropping cropping = new Cropping(image("randomCrop", shape), crop);
                    steps.add(cropping::apply);
                    shape = new Shape(shape.get(0), cropping.height(), cropping.width());
                }
                case Transform.RandomFlip(double probability) -> {
                    int width = Math.toIntExact(image("randomFlip", shape).get(2));
                    steps.add((values, random) -> flip(values, width, probability, random));
                }
            }
        }
        this.output = shape;
    }

    /** Shape of an input after all transforms. */
    Shape output() {
        return output;
    }

    /**
     * @param values the input; may be changed
     * @param seed for what is drawn at random, or null where nothing is to be
     * @return the prepared input, until the next call
     */
    float[] apply(float[] values, @Nullable Long seed) {
        float[] prepared = values;
        for (int i = 0; i < steps.size(); i++) {
            prepared = steps.get(i).apply(prepared, seed == null ? null : Mixing.mix(seed + i));
        }
        return prepared;
    }

    private static float[] divide(float[] values, float divisor) {
        for (int i = 0; i < values.length; i++) {
            values[i] /= divisor;
        }
        return values;
    }

    private static float[] normalize(float[] values, float[] means, float[] deviations) {
        int perChannel = values.length / means.length;
        for (int i = 0; i < values.length; i++) {
            int channel = i / perChannel;
            values[i] = (values[i] - means[channel]) / deviations[channel];
        }
        return values;
    }

    private static float[] flip(float[] values, int width, double probability, @Nullable Long random) {
        if (random != null && Mixing.unit(random) < probability) {
            for (int row = 0; row < values.length; row += width) {
                for (int left = row, right = row + width - 1; left < right; left++, right--) {
                    float value = values[left];
                    values[left] = values[right];
                    values[right] = value;
                }
            }
        }
        return values;
    }

    private static Shape image(String transform, Shape shape) throws DataFault {
        if (shape.dimension() != 3) {
            throw new DataFault(transform, "takes images (channels, height, width), not " + shape);
        }
        return shape;
    }

    private static float[] perChannel(String what, List<Double> values, Shape shape) throws DataFault {
        int channels = Math.toIntExact(shape.get(0));
        if (values.size() != 1 && values.size() != channels) {
            throw new DataFault(
                    "normalize", what + " has " + values.size() + " values for an input of " + channels + " channels");
        }
        float[] each = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            each[channel] = values.get(values.size() == 1 ? 0 : channel).floatValue();
        }
        return each;
    }

    /** One transform; {@code random} is null where nothing is to be drawn. */
    private interface Step {
        float[] apply(float[] values, @Nullable Long random);
    }
}
