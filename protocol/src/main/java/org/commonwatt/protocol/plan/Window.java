package org.commonwatt.protocol.plan;

/** A square window that slides over the two last dimensions of (channels, height, width); lengths in pixels. */
record Window(long kernel, long stride, long padding) {

    private static final int IMAGE_RANK = 3;

    /** Number of positions along a side of {@code length}: ⌊(length + 2·padding − kernel) / stride⌋ + 1. */
    long positions(long length) {
        return (length + 2 * padding - kernel) / stride + 1;
    }

    /** The shortest side with {@code positions} positions. */
    long shortest(long positions) {
        return Math.max(1, (positions - 1) * stride + kernel - 2 * padding);
    }

    /**
     * (C, H, W) → (channels, H', W').
     *
     * @throws Misfit when {@code input} is no image or smaller than the window
     */
    Shape slide(Shape input, long channels) throws Misfit {
        requireImage(input);
        long smallest = shortest(1);
        if (input.get(1) < smallest || input.get(2) < smallest) {
            throw Misfit.tooSmall(
                    "its window of " + kernel + "×" + kernel + (padding == 0 ? "" : " with padding " + padding)
                            + " is larger",
                    Shape.of(input.first(), Math.max(input.get(1), smallest), Math.max(input.get(2), smallest)));
        }
        return Shape.of(channels, positions(input.get(1)), positions(input.get(2)));
    }

    static void requireImage(Shape input) throws Misfit {
        if (input.rank() != IMAGE_RANK) {
            throw Misfit.because("it takes (channels, height, width)");
        }
    }
}
