package org.commonwatt.worker.training.network;

import java.nio.FloatBuffer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.commonwatt.worker.training.seed.Mixing;
import org.commonwatt.worker.training.tensor.FlatVector;

/**
 * What dropout multiplies with: 0 for a share of the values, 1/(1 − share) for the others (Srivastava et al. 2014, section
 * 10, with the scale in training). The engine draws no more than the seed: it would take 16 ns for each value, one after the
 * other on one thread (measured), of which this takes less than one.
 */
final class DropMask {

    private static final int BLOCK = 4096;

    /** Values of one part of a mask, whole blocks: one buffer of Java's could not hold all of the largest. */
    private static final int PART = 1 << 28;

    private static final int HALF = 32;
    private static final long LOWER = (1L << HALF) - 1;

    private DropMask() {}

    /**
     * A mask for {@code x}, of its shape and in its manager.
     *
     * @param innermost whether {@code x} is (N, C, H, W) with its channels innermost in memory; the mask then is too
     */
    static NDArray of(NDArray x, float rate, boolean innermost) {
        NDManager manager = x.getManager();
        Shape shape = x.getShape();
        long seed;
        try (NDArray drawn = manager.randomInteger(0, Long.MAX_VALUE, new Shape(1), DataType.INT64)) {
            seed = drawn.getLong(0);
        }
        NDArray mask = flat(manager, shape.size(), PART, seed, rate);
        return innermost ? ChannelOrder.outermost(mask, shape.getShape()) : mask.reshape(shape);
    }

    /** A mask of {@code size} values, filled in parts; the same whatever their size. */
    static NDArray flat(NDManager manager, long size, int part, long seed, float rate) {
        NDList parts = new NDList();
        for (long from = 0; from < size; from += part) {
            FlatVector mask = FlatVector.zeros(manager, Math.min(part, size - from));
            fill(mask.floats(), seed + from, rate);
            parts.add(mask.array());
        }
        if (parts.size() == 1) {
            return parts.head();
        }
        NDArray whole = NDArrays.concat(parts);
        parts.close();
        return whole;
    }

    /** Fills {@code mask} with what {@code seed} stands for. */
    static void fill(FloatBuffer mask, long seed, float rate) {
        float kept = 1 / (1 - rate);
        long threshold = Math.round((double) rate * (1L << HALF));
        float[] block = new float[BLOCK];
        for (int from = 0; mask.hasRemaining(); from += BLOCK) {
            for (int i = 0; i < BLOCK; i += 2) {
                long bits = Mixing.mix(seed + from + i);
                block[i] = kept * isKept(bits >>> HALF, threshold);
                block[i + 1] = kept * isKept(bits & LOWER, threshold);
            }
            mask.put(block, 0, Math.min(BLOCK, mask.remaining()));
        }
    }

    /** 1 where {@code drawn} is not below {@code threshold}, else 0, without a branch that nobody could foretell. */
    private static int isKept(long drawn, long threshold) {
        return 1 + (int) ((drawn - threshold) >> (Long.SIZE - 1));
    }
}
