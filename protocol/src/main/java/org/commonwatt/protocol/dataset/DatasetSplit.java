package org.commonwatt.protocol.dataset;

import java.util.List;

import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;
import org.commonwatt.protocol.form.Size;

/** One split of a dataset. */
public record DatasetSplit(
        @Doc("Number of examples; of a plain text, number of its characters.") @Range(min = 1, max = 1e12)
        long examples,

        @Doc("The files that hold them, in the order that the format wants.") @Size(min = 1, max = 10_000)
        List<DatasetFile> files) {}
