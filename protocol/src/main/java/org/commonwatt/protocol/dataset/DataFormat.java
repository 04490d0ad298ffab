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

    /** Formats whose inputs are arrays of numbers. */
    sealed interface OfArrays extends DataFormat {
        @Override
        Target.Labels target();
    }

    /** Formats whose inputs are texts; how these become tokens, a spec says. */
    sealed interface OfTexts extends DataFormat {}

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

            @Doc("What the second file holds.") Target.Labels target)
            implements OfArrays {}

    /** Comma-separated values with a header line: one file in each split. An input's shape is (inputs). */
    @Doc("Comma-separated values (RFC 4180) with a header line: one file in each split.")
    record Csv(
            @Doc("Names of the numeric columns that make the input, in order.") @Size(min = 1, max = 65_536)
            List<String> inputs,

            @Doc("Names of the target's columns: one for a class, one or more for numbers.")
            @Size(min = 1, max = 65_536)
            List<String> targets,

            @Doc("The character between two values.")
            @Form(pattern = "[^\"\\r\\n]", words = "one character other than \" and a line's end")
            @Default("\",\"")
            String separator,

            @Doc("What the target's columns hold.") Target.Labels target)
            implements OfArrays {}

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
            implements OfArrays {}

    /**
     * JSON lines: one file in each split, each line of it an object that holds an input's text in one field and what goes
     * with it in another. Other fields are left aside.
     */
    @Doc("JSON lines, an object with a text and its label or its counterpart in each: one file in each split.")
    record Jsonl(
            @Doc("Name of the field that holds the input's text.") @Size(min = 1, max = 200)
            String input,

            @Doc("Name of the field that holds the target: a class's name or index, or another text.")
            @Size(min = 1, max = 200)
            String output,

            @Doc("What the target's field holds.") Target.OfText target)
            implements OfTexts {}

    /**
     * Plain text in UTF-8: one file in each split, whose number of examples is its number of characters (Unicode code
     * points). It is read in windows, and each token's target is the token after it.
     */
    @Doc("Plain text in UTF-8, one file in each split, whose examples are its characters; the target is what follows.")
    record Text() implements OfTexts {

        @Override
        public Target target() {
            return new Target.NextToken();
        }
    }
}
