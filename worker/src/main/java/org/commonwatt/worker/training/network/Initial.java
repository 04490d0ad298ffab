package org.commonwatt.worker.training.network;

import java.nio.FloatBuffer;

import org.commonwatt.protocol.spec.Initialisation;
import org.commonwatt.worker.training.seed.Mixing;

/** How an array's values are drawn at a run's first start. */
public sealed interface Initial {

    /** Every value the same. */
    record Constant(float value) implements Initial {}

    /** Independent draws from the uniform distribution over ±bound. */
    record Uniform(double bound) implements Initial {}

    /** Independent draws from the normal distribution of mean 0. */
    record Normal(double deviation) implements Initial {}

    /** Zeros, but {@code value} in the part of {@code size} values after {@code before} others of that size. */
    record Part(int before, int size, float value) implements Initial {}

    /** A matrix (rows ≥ columns, columns) whose columns have length 1 and stand at right angles (Saxe et al. 2014). */
    record Orthogonal(int columns) implements Initial {}

    /**
     * What Keras gives the weights of dense and convolutional layers by default (Glorot and Bengio 2010, section 4.2.1):
     * uniform over ±√(6/(fanIn + fanOut)), with biases of zero. A classifier then starts near the loss of an even guess,
     * ln 10 ≈ 2.30 for ten classes. On the digits it learns faster than PyTorch's default of ±1/√fanIn (96.2 against
     * 95.7 % of 2,000 held out after one epoch, 97.0 against 96.5 % after two).
     *
     * @param fanIn number of inputs of one output value
     * @param fanOut number of outputs that one input value reaches
     */
    static Initial glorotUniform(long fanIn, long fanOut) {
        return new Uniform(Math.sqrt(6.0 / (fanIn + fanOut)));
    }

    /**
     * Uniform over ±√(6/fanIn), so that a layer before a relu keeps its input's variance (He et al. 2015, equation 10).
     *
     * @param fanIn number of inputs of one output value
     */
    static Initial heUniform(long fanIn) {
        return new Uniform(Math.sqrt(6.0 / fanIn));
    }

    /** What a spec calls {@code name}. */
    static Initial of(Initialisation name, long fanIn, long fanOut) {
        return switch (name) {
            case GLOROT_UNIFORM -> glorotUniform(fanIn, fanOut);
            case HE_UNIFORM -> heUniform(fanIn);
        };
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
            case Normal normal -> {
                long stream = Mixing.mix(seed, path);
                for (int i = 0; i < values.capacity(); i++) {
                    values.put(i, (float) (Mixing.gaussian(stream, i) * normal.deviation()));
                }
            }
            case Part part -> {
                int from = part.before() * part.size();
                for (int i = 0; i < values.capacity(); i++) {
                    values.put(i, i >= from && i < from + part.size() ? part.value() : 0);
                }
            }
            case Orthogonal orthogonal -> OrthogonalColumns.fill(values, orthogonal.columns(), Mixing.mix(seed, path));
        }
    }
}
