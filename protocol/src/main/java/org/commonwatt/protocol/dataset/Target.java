package org.commonwatt.protocol.dataset;

import java.util.List;

import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;
import org.commonwatt.protocol.form.Size;

/** What an example is labelled with. */
public sealed interface Target {

    /** One of several classes; a label is its index, from 0, or (in text formats) its name. */
    @Doc("One of several classes.")
    record Classes(
            @Doc("The classes' names, in the order of their indices.") @Size(min = 2, max = 1_000_000)
            List<String> names)
            implements Target {}

    /** Real numbers. */
    @Doc("Real numbers.")
    record Numbers(
            @Doc("How many numbers an example has.") @Range(min = 1, max = 1_000_000)
            int width) implements Target {}
}
