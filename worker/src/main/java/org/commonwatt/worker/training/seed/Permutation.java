package org.commonwatt.worker.training.seed;

/**
 * A shuffled order of 0..length−1 in constant memory: where each place comes from is computed, not stored, so a run
 * resumes in the middle of an epoch without replaying it.
 *
 * <p>A balanced Feistel network with a keyed round function permutes the smallest power of four that holds
 * {@code length}; results outside are sent through again (cycle walking; Black and Rogaway, "Ciphers with arbitrary
 * finite domains", 2002), on average fewer than four times.
 */
public final class Permutation {

    private static final int ROUNDS = 6;

    private final long length;
    private final int halfBits;
    private final long halfMask;
    private final long[] keys = new long[ROUNDS];

    /** The order that {@code seed} stands for. */
    public Permutation(long length, long seed) {
        if (length < 1) {
            throw new IllegalArgumentException("nothing to shuffle");
        }
        this.length = length;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, length - 1));
        this.halfBits = (bits + 1) / 2;
        this.halfMask = (1L << halfBits) - 1;
        for (int round = 0; round < ROUNDS; round++) {
            keys[round] = Mixing.mix(seed + Mixing.mix(round));
        }
    }

    /** Which element stands at {@code place}, both from 0. */
    public long at(long place) {
        if (place < 0 || place >= length) {
            throw new IndexOutOfBoundsException(place);
        }
        long element = place;
        do {
            element = scramble(element);
        } while (element >= length);
        return element;
    }

    private long scramble(long value) {
        long left = value >>> halfBits;
        long right = value & halfMask;
        for (long key : keys) {
            long next = left ^ (Mixing.mix(right ^ key) & halfMask);
            left = right;
            right = next;
        }
        return (left << halfBits) | right;
    }
}
