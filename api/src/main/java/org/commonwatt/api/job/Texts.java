package org.commonwatt.api.job;

/** Texts that nodes send, made fit for keeping: they come from machines that are not ours. */
final class Texts {

    /** Longest kept text, in characters. */
    static final int LENGTH = 8000;

    private Texts() {}

    /** The text without U+0000, which PostgreSQL can't hold, and cut to {@value #LENGTH} characters. */
    static String clean(String text) {
        String whole = text.replace("\u0000", "\uFFFD");
        return whole.length() <= LENGTH ? whole : whole.substring(0, LENGTH - 1) + "…";
    }
}
