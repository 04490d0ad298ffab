package org.commonwatt.protocol.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A window that slides over the last dimensions of (channels, length) or (channels, height, width); equal in all of them,
 * lengths in places or pixels.
 *
 * @param dimensions over how many dimensions it slides: 1 or 2
 * @param kernel its length, gaps included
 */
record Window(int dimensions, long kernel, long stride, long padding) {

    /** Number of positions along a side of {@code length}: ⌊(length + 2·padding − kernel) / stride⌋ + 1. */
    long positions(long length) {
        return (length + 2 * padding - kernel) / stride + 1;
    }

    /** The shortest side with {@code positions} positions. */
    long shortest(long positions) {
        return Math.max(1, (positions - 1) * stride + kernel - 2 * padding);
    }

    /** Number of values under it in one channel, without gaps. */
    long values() {
        return dimensions == 1 ? kernel : kernel * kernel;
    }

    /**
     * (C, H, W) → (channels, H', W'), or (C, L) → (channels, L').
     *
     * @throws Misfit when {@code input} has another number of dimensions or is smaller than the window
     */
    Shape slide(Shape input, long channels) throws Misfit {
        require(dimensions, input);
        long least = shortest(1);
        List<Long> smallest = new ArrayList<>(List.of(input.first()));
        List<Long> output = new ArrayList<>(List.of(channels));
        for (long side : input.sides()) {
            smallest.add(Math.max(side, least));
            output.add(positions(side));
        }
        if (!smallest.equals(input.dimensions())) {
            throw Misfit.tooSmall(
                    "its window of " + String.join("×", Collections.nCopies(dimensions, String.valueOf(kernel)))
                            + (padding == 0 ? "" : " with padding " + padding) + " is larger",
                    new Shape(smallest));
        }
        return new Shape(output);
    }

    static void requireImage(Shape input) throws Misfit {
        require(2, input);
    }

    private static void require(int dimensions, Shape input) throws Misfit {
        if (input.rank() != dimensions + 1) {
            throw Misfit.because("it takes " + (dimensions == 1 ? "(channels, length)" : "(channels, height, width)"));
        }
    }
}
