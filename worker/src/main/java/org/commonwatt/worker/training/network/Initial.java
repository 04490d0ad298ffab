package org.commonwatt.worker.training.network;

import java.nio.FloatBuffer;

import org.commonwatt.worker.training.seed.Mixing;

/** How an array's values are drawn at a run's first start. */
public sealed interface Initial {

    /** Every value the same. */
    record Constant(float value) implements Initial {}

    /** Independent draws from the uniform distribution over ±bound. */
    record Uniform(double bound) implements Initial {}

    /**
     * What PyTorch gives the weight and the bias of a dense or convolutional layer by default: uniform over ±1/√fanIn,
     * which for weights is He et al. 2015 (arXiv:1502.01852, section 2.2) with a leaky slope of √5. A classifier then
     * starts near the loss of an even guess: ln 10 ≈ 2.30 for ten classes.
     *
     * @param fanIn number of inputs of one output value
     */
    static Initial kaimingUniform(long fanIn) {
        return new Uniform(1 / Math.sqrt((double) fanIn));
    }

    /** Fills {@code values} by {@code seed} and the array's own path, whatever stands before it in the network. */
    default void fill(FloatBuffer values, long seed, String path) {
        switch (this) {
            case Constant constant -> {
                for (int i = 0; i < values.capacity(); i++) {
                    values.put(i, constant.value());
                }
            }
            case Uniform uniform -> {
                long stream = Mixing.mix(seed, path);
                for (int i = 0; i < values.capacity(); i++) {
                    double unit = Mixing.unit(Mixing.mix(stream + i));
                    values.put(i, (float) ((2 * unit - 1) * uniform.bound()));
                }
            }
        }
    }
}
