package org.commonwatt.worker.training.optimizer;

import org.commonwatt.worker.training.tensor.FlatVector;

/**
 * Arithmetic on gradients. A norm is summed in float64 over eight interleaved sums, always in the same order: compilers
 * make vector instructions of it, and its bits depend on nothing else.
 */
public final class Gradients {

    private static final int LANES = 8;

    private Gradients() {}

    /** √Σg² of a vector. */
    public static double norm(FlatVector gradient) {
        Blocks blocks = new Blocks(gradient);
        double[] sums = new double[LANES];
        int length = gradient.length();
        for (int from = 0; from < length; from += Blocks.SIZE) {
            int count = Math.min(Blocks.SIZE, length - from);
            add(blocks.read(from, count), count, sums);
        }
        double sum = 0;
        for (double lane : sums) {
            sum += lane;
        }
        return Math.sqrt(sum);
    }

    private static void add(float[] values, int count, double[] sums) {
        int whole = count - count % LANES;
        for (int i = 0; i < whole; i += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                double value = values[i + lane];
                sums[lane] += value * value;
            }
        }
        for (int i = whole; i < count; i++) {
            sums[i - whole] += (double) values[i] * values[i];
        }
    }

    /**
     * Shortens a gradient in place where it is longer than {@code longest}, by its Euclidean norm over all parameters
     * together (Pascanu et al. 2013, algorithm 1).
     *
     * @return its norm as it was; a norm that is not finite leaves the gradient as it is
     */
    public static double shorten(FlatVector gradient, double longest) {
        double norm = norm(gradient);
        if (norm > longest && Double.isFinite(norm)) {
            scale(gradient, (float) (longest / norm));
        }
        return norm;
    }

    /** Multiplies a gradient in place. */
    public static void scale(FlatVector vector, float factor) {
        Blocks blocks = new Blocks(vector);
        int length = vector.length();
        for (int from = 0; from < length; from += Blocks.SIZE) {
            int count = Math.min(Blocks.SIZE, length - from);
            float[] values = blocks.read(from, count);
            for (int i = 0; i < count; i++) {
                values[i] *= factor;
            }
            blocks.write(from, count);
        }
    }
}
