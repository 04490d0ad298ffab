package org.commonwatt.worker.training.data;

import ai.djl.ndarray.types.Shape;

/**
 * Bilinear interpolation between the centres of pixels: pixel i of n new ones lies at (i + ½)·old/n − ½ of the old ones,
 * and at the border the outermost pixel goes on.
 */
final class Resizing {

    private final int channels;
    private final Axis rows;
    private final Axis columns;
    private final float[] output;

    /** @param image (channels, height, width) before */
    Resizing(Shape image, int height, int width) {
        this.channels = Math.toIntExact(image.get(0));
        this.rows = Axis.of(Math.toIntExact(image.get(1)), height);
        this.columns = Axis.of(Math.toIntExact(image.get(2)), width);
        this.output = new float[channels * height * width];
    }

    /** The image in its new size, until the next call. */
    float[] apply(float[] values) {
        int at = 0;
        for (int channel = 0; channel < channels; channel++) {
            int plane = channel * rows.length() * columns.length();
            for (int row = 0; row < rows.lower().length; row++) {
                int above = plane + rows.lower()[row] * columns.length();
                int below = plane + rows.upper()[row] * columns.length();
                float share = rows.shareOfUpper()[row];
                for (int column = 0; column < columns.lower().length; column++) {
                    output[at++] = (1 - share) * columns.between(values, above, column)
                            + share * columns.between(values, below, column);
                }
            }
        }
        return output;
    }

    /**
     * Where each new place along one side lies between two old ones.
     *
     * @param length of the old side
     */
    private record Axis(int length, int[] lower, int[] upper, float[] shareOfUpper) {

        static Axis of(int before, int after) {
            Axis axis = new Axis(before, new int[after], new int[after], new float[after]);
            for (int i = 0; i < after; i++) {
                double place = Math.clamp((i + 0.5) * before / after - 0.5, 0, before - 1);
                axis.lower[i] = (int) place;
                axis.upper[i] = Math.min(axis.lower[i] + 1, before - 1);
                axis.shareOfUpper[i] = (float) (place - axis.lower[i]);
            }
            return axis;
        }

        float between(float[] values, int row, int place) {
            float share = shareOfUpper[place];
            return (1 - share) * values[row + lower[place]] + share * values[row + upper[place]];
        }
    }
}
