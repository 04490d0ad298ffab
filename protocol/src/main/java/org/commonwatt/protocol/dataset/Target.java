package org.commonwatt.protocol.dataset;

import java.util.List;

import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;
import org.commonwatt.protocol.form.Size;

/** What goes with an input, to be found by the network. */
public sealed interface Target {

    /** What tables and images are labelled with. */
    sealed interface Labels extends Target {}

    /** What goes with a text. */
    sealed interface OfText extends Target {}

    /** One of several classes; a label is its index, from 0, or (in text formats) its name. */
    @Doc("One of several classes.")
    record Classes(
            @Doc("The classes' names, in the order of their indices.") @Size(min = 2, max = 1_000_000)
            List<String> names)
            implements Labels, OfText {}

    /** Real numbers. */
    @Doc("Real numbers.")
    record Numbers(
            @Doc("How many numbers an example has.") @Range(min = 1, max = 1_000_000)
            int width) implements Labels {}

    /** Another text, to be made from the input's, such as its translation or its pronunciation. */
    @Doc("Another text.")
    record Text() implements OfText {}

    /** The token that follows, at each place of a text. It goes without saying in {@link DataFormat.Text}. */
    record NextToken() implements Target {}
}
