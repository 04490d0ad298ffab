package org.commonwatt.worker.machine;

import java.util.regex.Pattern;

/**
 * Texts of strangers, made fit for somebody's terminal: a service's answers, a model's labels and what it wrote. A terminal would
 * obey their control characters, and format characters turn a line's order around. What may not be printed becomes U+FFFD.
 */
public final class Printable {

    private static final String UNPRINTABLE = "\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}";
    private static final Pattern IN_A_LINE = Pattern.compile("[" + UNPRINTABLE + "]");

    /** The two joiners belong to the spelling of words, and to emoji. */
    private static final Pattern IN_A_TEXT = Pattern.compile("[" + UNPRINTABLE + "&&[^\\n\\t\\u200C\\u200D]]");

    private Printable() {}

    /** The text as a part of one line. */
    public static String line(String text) {
        return IN_A_LINE.matcher(text).replaceAll("\uFFFD");
    }

    /** The text with its line breaks, tabs and joiners. */
    public static String text(String text) {
        return IN_A_TEXT.matcher(text.replace("\r\n", "\n")).replaceAll("\uFFFD");
    }
}
