package org.commonwatt.protocol.spec;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reference to a trained model. Written as a text; see {@link #parse}. */
public sealed interface ModelRef {

    /** The model that a finished job left, written {@code job:ID}. */
    record OfJob(UUID id) implements ModelRef {
        @Override
        public String toString() {
            return "job:" + id;
        }
    }

    /** A model file, relative to the spec's own folder, written {@code file:PATH}. */
    record Local(String path) implements ModelRef {
        @Override
        public String toString() {
            return "file:" + path;
        }
    }

    /** A model file by its SHA-256, 64 hexadecimal digits, written {@code sha256:…}. */
    record ByHash(String sha256) implements ModelRef {
        @Override
        public String toString() {
            return "sha256:" + sha256;
        }
    }

    Pattern JOB = Pattern.compile("job:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})");
    Pattern HASH = Pattern.compile("sha256:([0-9a-fA-F]{64})");

    /**
     * Reads the three written forms.
     *
     * @throws IllegalArgumentException with a sentence for people when {@code text} is none of them
     */
    static ModelRef parse(String text) {
        if (text.startsWith("file:") && text.length() > "file:".length()) {
            return new Local(text.substring("file:".length()));
        }
        Matcher job = JOB.matcher(text);
        if (job.matches()) {
            return new OfJob(UUID.fromString(job.group(1)));
        }
        Matcher hash = HASH.matcher(text);
        if (hash.matches()) {
            return new ByHash(hash.group(1).toLowerCase(Locale.ROOT));
        }
        throw new IllegalArgumentException("job: and a job's id, file:PATH, or sha256: and 64 hex digits");
    }
}
