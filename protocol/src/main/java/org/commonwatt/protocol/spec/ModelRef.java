package org.commonwatt.protocol.spec;

import java.util.UUID;

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

    /**
     * Reads the written forms.
     *
     * @throws IllegalArgumentException with a sentence for people when {@code text} is none of them
     */
    static ModelRef parse(String text) {
        if (text.startsWith("file:") && text.length() > "file:".length()) {
            return new Local(text.substring("file:".length()));
        }
        if (text.matches("job:[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            return new OfJob(UUID.fromString(text.substring("job:".length())));
        }
        throw new IllegalArgumentException("job: and a job's id, or file:PATH");
    }
}
