package org.commonwatt.worker.machine;

import org.commonwatt.protocol.machine.Unprintable;

/**
 * Texts of strangers, made fit for somebody's terminal: a service's answers, a model's labels and what it wrote. A terminal would
 * obey their control characters, and format characters turn a line's order around. What may not be printed becomes U+FFFD.
 */
public final class Printable {

    /** The two joiners belong to the spelling of words, and to emoji. */
    private static final Unprintable IN_A_TEXT = Unprintable.but("\\n\\t\\u200C\\u200D");

    private Printable() {}

    /** The text as a part of one line. */
    public static String line(String text) {
        return Unprintable.IN_A_LINE.replacedIn(text);
    }

    /** The text with its line breaks, tabs and joiners. */
    public static String text(String text) {
        return IN_A_TEXT.replacedIn(text.replace("\r\n", "\n"));
    }
}
