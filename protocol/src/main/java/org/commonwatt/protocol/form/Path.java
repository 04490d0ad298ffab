package org.commonwatt.protocol.form;

import org.jspecify.annotations.Nullable;

/** A place in a document, written as a JSON pointer (RFC 6901) only when somebody asks. */
record Path(@Nullable Path parent, String segment) {

    static final Path ROOT = new Path(null, "");

    Path to(String field) {
        return new Path(this, field);
    }

    Path to(int index) {
        return new Path(this, Integer.toString(index));
    }

    String pointer() {
        return parent == null
                ? ""
                : parent.pointer() + "/" + segment.replace("~", "~0").replace("/", "~1");
    }
}
