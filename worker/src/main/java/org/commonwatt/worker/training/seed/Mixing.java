package org.commonwatt.worker.training.seed;

/** A 64-bit mixing function: every input bit changes about half of the output bits. */
public final class Mixing {

    private Mixing() {}

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014, with Stafford's variant 13 of the constants); a bijection. */
    public static long mix(long value) {
        long z = value + 0x9e37_79b9_7f4a_7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return z ^ (z >>> 31);
    }

    /** Mixes a text's UTF-16 units, in order, into {@code seed}. */
    public static long mix(long seed, CharSequence text) {
        long mixed = mix(seed);
        for (int i = 0; i < text.length(); i++) {
            mixed = mix(mixed ^ text.charAt(i));
        }
        return mixed;
    }

    /** A number in [0, 1) from the upper 53 bits. */
    public static double unit(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }

    /** The draw number {@code index} of a stream from the standard normal distribution (Box and Muller 1958). */
    public static double gaussian(long stream, long index) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit(mix(stream + 2 * index))));
        return radius * StrictMath.cos(2 * Math.PI * unit(mix(stream + 2 * index + 1)));
    }
}
