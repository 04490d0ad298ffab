package org.commonwatt.protocol.dataset;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Form;
import org.commonwatt.protocol.form.Range;

/** One file of a dataset; hash and size are present in every published manifest. */
public record DatasetFile(
        @Doc("Path relative to the dataset.yaml, with '/' between folders; it never leaves that folder.")
        @Form(
                pattern = "(?!.*(^|/)\\.\\.?(/|$))[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*",
                words = "a relative path of letters, digits, '.', '_', '-' and '/' without '.' or '..' parts")
        String path,

        @Doc("SHA-256 of the bytes, 64 lower-case hexadecimal digits.")
        @Form(pattern = "[0-9a-f]{64}", words = "64 lower-case hexadecimal digits")
        @Nullable
        String sha256,

        @Doc("Number of bytes.") @Range(min = 0, max = 9e15) @Nullable
        Long size) {}
