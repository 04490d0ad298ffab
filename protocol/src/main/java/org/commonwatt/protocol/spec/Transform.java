package org.commonwatt.protocol.spec;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;
import org.commonwatt.protocol.form.Size;

/** One step of preparing an input. Shapes are without the batch dimension; images are (channels, height, width). */
public sealed interface Transform {

    /** Beyond it, and below its reciprocal, single precision would soon know nothing but infinity and 0. */
    double LARGEST = 1e30;

    /** What a divisor is at least. */
    double SMALLEST = 1e-30;

    /** x / divideBy; the shape stays. */
    @Doc("Divides every value, for example by 255 to bring bytes into 0..1.")
    record Scale(
            @Doc("The divisor.") @Range(min = SMALLEST, max = LARGEST)
            double divideBy) implements Transform {}

    /** (x − mean) / std per channel; the shape stays. */
    @Doc("Subtracts a mean and divides by a standard deviation, per channel (the first dimension).")
    record Normalize(
            @Doc("One mean per channel, or one for all.")
            @Range(min = -LARGEST, max = LARGEST)
            @Size(min = 1, max = 4096)
            List<Double> mean,

            @Doc("One standard deviation per channel, or one for all.")
            @Range(min = SMALLEST, max = LARGEST)
            @Size(min = 1, max = 4096)
            List<Double> std)
            implements Transform {}

    /**
     * (C, H, W) → (C, height, width), bilinear between the centres of pixels. Where an image shrinks, only the four
     * nearest pixels of each new one are looked at.
     */
    @Doc("Brings images to another size, bilinearly.")
    record Resize(
            @Doc("New height in pixels.") @Range(min = 1, max = 16_384)
            int height,

            @Doc("New width in pixels.") @Range(min = 1, max = 16_384)
            int width)
            implements Transform {}

    /** (C, H, W) → (C, height, width): a part of the image with a border of zeros; the middle part in evaluation. */
    @Doc("While training, cuts a random part out of each image; in evaluation the middle.")
    record RandomCrop(
            @Doc("Zeros put around the image first, in pixels.") @Range(min = 0, max = 1024) @Default("0")
            int padding,

            @Doc("Height of the part in pixels; the image's own where absent.") @Range(min = 1, max = 16_384) @Nullable
            Integer height,

            @Doc("Width of the part in pixels; the image's own where absent.") @Range(min = 1, max = 16_384) @Nullable
            Integer width)
            implements Transform {}

    /** Mirrors left and right; the shape stays, and in evaluation everything. */
    @Doc("While training, mirrors images at random, left to right.")
    record RandomFlip(
            @Doc("Share of images mirrored.") @Range(min = 0, max = 1) @Default("0.5")
            double probability) implements Transform {}
}
