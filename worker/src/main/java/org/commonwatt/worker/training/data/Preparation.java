package org.commonwatt.worker.training.data;

import java.util.List;

import org.commonwatt.protocol.spec.Transform;

/** The transforms of a spec, applied in place to one input of shape (C, …). */
final class Preparation {

    private final List<Transform> transforms;
    private final int channels;

    /**
     * @param channels size of the input's first dimension
     * @throws DataFault when a transform names another number of channels
     */
    Preparation(List<Transform> transforms, int channels) throws DataFault {
        this.transforms = List.copyOf(transforms);
        this.channels = channels;
        for (Transform transform : transforms) {
            switch (transform) {
                case Transform.Scale scale -> {}
                case Transform.Normalize(List<Double> mean, List<Double> std) -> {
                    requireChannels("mean", mean);
                    requireChannels("std", std);
                }
            }
        }
    }

    void apply(float[] values, int offset, int length) {
        int perChannel = length / channels;
        for (Transform transform : transforms) {
            switch (transform) {
                case Transform.Scale scale -> {
                    float divisor = (float) scale.divideBy();
                    for (int i = offset; i < offset + length; i++) {
                        values[i] /= divisor;
                    }
                }
                case Transform.Normalize normalize -> {
                    for (int channel = 0; channel < channels; channel++) {
                        float mean = of(normalize.mean(), channel);
                        float std = of(normalize.std(), channel);
                        int from = offset + channel * perChannel;
                        for (int i = from; i < from + perChannel; i++) {
                            values[i] = (values[i] - mean) / std;
                        }
                    }
                }
            }
        }
    }

    private static float of(List<Double> perChannel, int channel) {
        return perChannel.get(perChannel.size() == 1 ? 0 : channel).floatValue();
    }

    private void requireChannels(String what, List<Double> values) throws DataFault {
        if (values.size() != 1 && values.size() != channels) {
            throw new DataFault(
                    "normalize", what + " has " + values.size() + " values for an input of " + channels + " channels");
        }
    }
}
