package org.commonwatt.protocol.form;

import java.lang.reflect.RecordComponent;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** What the annotations of a field allow beyond its type. */
record Limits(
        @Nullable Range range,
        @Nullable Size size,
        @Nullable Form form,
        @Nullable Pattern pattern) {

    /** None at all: for elements of lists and maps. */
    static final Limits NONE = new Limits(null, null, null, null);

    /**
     * Longest text, in characters, that is held against a pattern or given to a parser. It keeps the matcher's
     * recursion shallow; every such text is a name, a path or a number.
     */
    static final int MATCHED_LENGTH = 1024;

    static Limits of(RecordComponent component) {
        Form form = component.getAnnotation(Form.class);
        return new Limits(
                component.getAnnotation(Range.class),
                component.getAnnotation(Size.class),
                form,
                form == null ? null : Pattern.compile(form.pattern()));
    }

    /** On a list or a map, a size is that of the whole; range and form hold for each element. */
    Limits ofElements() {
        return range == null && form == null ? NONE : new Limits(range, null, form, pattern);
    }

    boolean allowNumber(double value) {
        return range == null || (value >= range.min() && value <= range.max() && value > range.above());
    }

    boolean allowSize(int count) {
        return size == null || (count >= size.min() && count <= size.max());
    }

    boolean allowForm(String text) {
        return pattern == null
                || (text.length() <= MATCHED_LENGTH && pattern.matcher(text).matches());
    }
}
