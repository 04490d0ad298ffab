package org.commonwatt.worker.training.data;

import java.util.Arrays;

import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.spec.Transform;
import org.commonwatt.worker.training.seed.Mixing;

/** Cuts a part out of an image with a border of zeros: anywhere, or in the middle. */
final class Cropping {

    private final int channels;
    private final int imageHeight;
    private final int imageWidth;
    private final int padding;
    private final int height;
    private final int width;
    private final float[] output;

    /**
     * @param image (channels, height, width)
     * @throws DataFault when the part is larger than the image with its border
     */
    Cropping(Shape image, Transform.RandomCrop crop) throws DataFault {
        this.channels = Math.toIntExact(image.get(0));
        this.imageHeight = Math.toIntExact(image.get(1));
        this.imageWidth = Math.toIntExact(image.get(2));
        this.padding = crop.padding();
        this.height = crop.height() == null ? imageHeight : crop.height();
        this.width = crop.width() == null ? imageWidth : crop.width();
        if (height > imageHeight + 2 * padding || width > imageWidth + 2 * padding) {
            throw new DataFault("randomCrop", height + " × " + width + " pixels can't be cut out of " + image);
        }
        this.output = new float[channels * height * width];
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /**
     * @param random bits that decide where, or null for the middle
     * @return the part, until the next call
     */
    float[] apply(float[] values, @Nullable Long random) {
        int spareRows = imageHeight + 2 * padding - height;
        int spareColumns = imageWidth + 2 * padding - width;
        int top = (random == null ? spareRows / 2 : draw(random, spareRows)) - padding;
        int left = (random == null ? spareColumns / 2 : draw(Mixing.mix(random), spareColumns)) - padding;
        Arrays.fill(output, 0);
        // Columns of the part that lie on the image.
        int from = Math.max(0, -left);
        int to = Math.min(width, imageWidth - left);
        for (int channel = 0; channel < channels; channel++) {
            for (int row = 0; row < height; row++) {
                int imageRow = top + row;
                if (imageRow >= 0 && imageRow < imageHeight && from < to) {
                    int start = (channel * imageHeight + imageRow) * imageWidth + left + from;
                    System.arraycopy(values, start, output, (channel * height + row) * width + from, to - from);
                }
            }
        }
        return output;
    }

    /** A whole number from 0 to {@code most}. */
    private static int draw(long random, int most) {
        return (int) (Mixing.unit(random) * (most + 1L));
    }
}
