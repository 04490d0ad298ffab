package org.commonwatt.protocol.spec;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Form;
import org.commonwatt.protocol.form.Size;

/** Which dataset a job learns from, which of its splits play which part, and how inputs are prepared. */
public record DatasetUse(
        @Doc("The dataset: name@version, file:PATH relative to the spec, or sha256:HEX of its manifest.")
        DatasetRef ref,

        @Doc("The split to train on.")
        @Form(pattern = "[A-Za-z0-9_-]{1,63}", words = "a split's name")
        @Default("\"train\"")
        String train,

        @Doc("The split to evaluate on; never trained on.")
        @Form(pattern = "[A-Za-z0-9_-]{1,63}", words = "a split's name")
        @Default("\"heldOut\"")
        String evaluation,

        @Doc("Applied to every input in this order.") @Size(max = 32) @Default("[]")
        List<Transform> transforms,

        @Doc("How texts become tokens: for datasets of texts, and only for them.") @Nullable
        TextUse text) {}
