package org.commonwatt.protocol.form;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** A place in a document, written as a JSON pointer (RFC 6901) only when somebody asks. */
record Path(@Nullable Path parent, String segment) implements Supplier<String> {

    static final Path ROOT = new Path(null, "");

    Path to(String field) {
        return new Path(this, field);
    }

    Path to(int index) {
        return new Path(this, Integer.toString(index));
    }

    @Override
    public String get() {
        return pointer();
    }

    String pointer() {
        return parent == null
                ? ""
                : parent.pointer() + "/" + segment.replace("~", "~0").replace("/", "~1");
    }
}
