package org.commonwatt.protocol.dataset;

import java.util.List;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Form;
import org.commonwatt.protocol.form.Range;
import org.commonwatt.protocol.form.Size;

/** How a dataset's files are read into inputs and targets. Shapes are per example, without the batch dimension. */
public sealed interface DataFormat {

    /** What the network is to give. */
    Target target();

    /**
     * IDX, the format of the classic digit sets: every split has two files, inputs first, targets second. Values of a
     * file of inputs are laid out as {@code inputShape}, whose product is the file's own product after the first dimension.
     */
    @Doc("IDX: two files in each split, inputs first, targets second.")
    record Idx(
            @Doc("Shape of one input, for images (channels, height, width).")
            @Range(min = 1, max = 1_000_000)
            @Size(min = 1, max = 8)
            List<Integer> inputShape,

            @Doc("What the second file holds.") Target target)
            implements DataFormat {}

    /** Comma-separated values with a header line: one file in each split. An input's shape is (inputs). */
    @Doc("Comma-separated values (RFC 4180) with a header line: one file in each split.")
    record Csv(
            @Doc("Names of the numeric columns that make the input, in order.") @Size(min = 1, max = 65_536)
            List<String> inputs,

            @Doc("Names of the target's columns: one for a class, one or more for numbers.")
            @Size(min = 1, max = 65_536)
            List<String> targets,

            @Doc("The character between two values.")
            @Form(pattern = ".|\\t", words = "one character")
            @Default("\",\"")
            String separator,

            @Doc("What the target's columns hold.") Target target)
            implements DataFormat {}

    /**
     * A zip file in each split whose top folders are the classes, each holding PNG or JPEG images. An input's shape is
     * (channels, height, width); images of another size are refused.
     */
    @Doc("Images in a zip whose top folders are named after the classes: one file in each split.")
    record ImageFolder(
            @Doc("1 for grey, 3 for red, green and blue.") @Range(min = 1, max = 3)
            int channels,

            @Doc("Height in pixels.") @Range(min = 1, max = 16_384)
            int height,

            @Doc("Width in pixels.") @Range(min = 1, max = 16_384)
            int width,

            @Doc("The classes; a folder of another name is refused.")
            Target.Classes target)
            implements DataFormat {}
}
