package org.commonwatt.api.job;

import org.commonwatt.protocol.machine.Unprintable;

/** Texts that nodes send, made fit for keeping and for the service's log: they come from machines that are not ours. */
public final class Texts {

    /** Longest kept text, in characters. */
    static final int LENGTH = 8000;

    private static final int LENGTH_IN_LOG = 200;

    private Texts() {}

    /** The text without U+0000, which PostgreSQL can't hold, and cut to {@value #LENGTH} characters. */
    static String clean(String text) {
        String whole = text.replace("\u0000", "\uFFFD");
        return whole.length() <= LENGTH ? whole : whole.substring(0, LENGTH - 1) + "…";
    }

    /**
     * The text as a part of a line of the service's log: whoever wrote it could else forge further lines, or have the reader's
     * terminal do things. Cut to {@value #LENGTH_IN_LOG} characters.
     */
    public static String forLog(String text) {
        String begin = text.length() <= LENGTH_IN_LOG ? text : text.substring(0, LENGTH_IN_LOG - 1) + "…";
        return Unprintable.IN_A_LINE.replacedIn(begin);
    }
}
