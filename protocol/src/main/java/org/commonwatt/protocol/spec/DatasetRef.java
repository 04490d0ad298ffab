package org.commonwatt.protocol.spec;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reference to one immutable version of a dataset. Written as a text; see {@link #parse}. */
public sealed interface DatasetRef {

    /** A published dataset by name and version, written {@code digits@1}. */
    record Named(String name, int version) implements DatasetRef {
        @Override
        public String toString() {
            return name + "@" + version;
        }
    }

    /** A dataset in a local folder or {@code dataset.yaml}, relative to the spec's own folder, written {@code file:PATH}. */
    record Local(String path) implements DatasetRef {
        @Override
        public String toString() {
            return "file:" + path;
        }
    }

    /** A dataset by the SHA-256 of its canonical manifest, 64 hexadecimal digits, written {@code sha256:…}. */
    record ByHash(String sha256) implements DatasetRef {
        @Override
        public String toString() {
            return "sha256:" + sha256;
        }
    }

    Pattern NAMED = Pattern.compile("([a-z0-9][a-z0-9._-]{0,62})@([1-9][0-9]{0,8})");
    Pattern HASH = Pattern.compile("sha256:([0-9a-fA-F]{64})");

    /**
     * Reads the three written forms.
     *
     * @throws IllegalArgumentException with a sentence for people when {@code text} is none of them
     */
    static DatasetRef parse(String text) {
        Matcher named = NAMED.matcher(text);
        if (named.matches()) {
            return new Named(named.group(1), Integer.parseInt(named.group(2)));
        }
        Matcher hash = HASH.matcher(text);
        if (hash.matches()) {
            return new ByHash(hash.group(1).toLowerCase(Locale.ROOT));
        }
        if (text.startsWith("file:") && text.length() > "file:".length()) {
            return new Local(text.substring("file:".length()));
        }
        throw new IllegalArgumentException("name@version (such as digits@1), file:PATH, or sha256: and 64 hex digits");
    }
}
