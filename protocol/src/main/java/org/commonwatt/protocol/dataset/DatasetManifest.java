package org.commonwatt.protocol.dataset;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Form;
import org.commonwatt.protocol.form.Range;
import org.commonwatt.protocol.form.Size;

/**
 * One immutable version of a dataset. In a local {@code dataset.yaml} the files carry paths only; a published manifest
 * carries every file's hash and size too, and the manifest's own canonical JSON names the version by its SHA-256.
 */
@Doc("One version of a dataset: what its examples look like and which files hold them.")
public record DatasetManifest(
        @Doc("The dataset's name.")
        @Form(
                pattern = "[a-z0-9][a-z0-9._-]{0,62}",
                words = "1 to 63 lower-case letters, digits, '.', '_' or '-', beginning with a letter or digit")
        String name,

        @Doc("The version, counted from 1.") @Range(min = 1, max = 999_999_999)
        int version,

        @Doc("A title for people.") @Size(min = 1, max = 200)
        String title,

        @Doc("What it holds and how it was made.") @Size(max = 20_000) @Nullable
        String description,

        @Doc("The licence, as an SPDX expression.") @Size(min = 1, max = 200)
        String licence,

        @Doc("Where the data comes from.") @Size(min = 1, max = 2000)
        String source,

        @Doc("How the files are to be read.") DataFormat format,

        @Doc("The splits by name, such as train and heldOut.") @Size(min = 1, max = 32)
        Map<String, DatasetSplit> splits) {}
