package org.commonwatt.worker.training.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** The sign that some programs write in front of a text in UTF-8; it is no part of it. */
final class ByteOrderMark {

    private static final char MARK = '\uFEFF';

    private ByteOrderMark() {}

    /** {@code text} without the mark before it. */
    static String without(String text) {
        return text.isEmpty() || text.charAt(0) != MARK ? text : text.substring(1);
    }

    /** {@code text}, at its begin, from behind the mark on. */
    static Reader skipped(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != MARK) {
            text.reset();
        }
        return text;
    }
}
