package org.commonwatt.protocol.machine;

import java.util.regex.Pattern;

/**
 * Characters that strangers' texts may not bring to a terminal or a log: control and format characters, the separators of lines
 * and paragraphs, and lone surrogates. They could else forge lines, or have the reader's terminal do things.
 */
public final class Unprintable {

    /** All of them, for texts that are to be parts of one line. */
    public static final Unprintable IN_A_LINE = new Unprintable("");

    private final Pattern pattern;

    private Unprintable(String but) {
        this.pattern = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}" + but + "]");
    }

    /**
     * All of them but some.
     *
     * @param allowed as within the brackets of a regular expression, such as {@code \\n\\t}
     */
    public static Unprintable but(String allowed) {
        return new Unprintable("&&[^" + allowed + "]");
    }

    /** The text with U+FFFD in their places. */
    public String replacedIn(String text) {
        return pattern.matcher(text).replaceAll("\uFFFD");
    }
}
