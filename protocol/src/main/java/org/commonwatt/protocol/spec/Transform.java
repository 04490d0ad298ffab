package org.commonwatt.protocol.spec;

import java.util.List;

import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;
import org.commonwatt.protocol.form.Size;

/** One step of preparing an input. Shapes are without the batch dimension; images are (channels, height, width). */
public sealed interface Transform {

    /** x / divideBy; the shape stays. */
    @Doc("Divides every value, for example by 255 to bring bytes into 0..1.")
    record Scale(@Doc("The divisor.") @Range(above = 0) double divideBy) implements Transform {}

    /** (x − mean) / std per channel; the shape stays. */
    @Doc("Subtracts a mean and divides by a standard deviation, per channel (the first dimension).")
    record Normalize(
            @Doc("One mean per channel, or one for all.") @Size(min = 1, max = 4096)
            List<Double> mean,

            @Doc("One standard deviation per channel, or one for all.") @Range(above = 0) @Size(min = 1, max = 4096)
            List<Double> std)
            implements Transform {}
}
