package org.commonwatt.cli.terminal;

import java.util.regex.Pattern;

import org.commonwatt.protocol.machine.Unprintable;

/** Texts of strangers, made fit for a terminal: they could else forge lines, or have the reader's terminal do things. */
public final class Printable {

    private static final Unprintable OBEYED = Unprintable.but("\\t\\n");

    private static final Pattern LINE_BREAK = Pattern.compile("\\r?\\n");
    private static final String REPLACEMENT = "\uFFFD";

    private Printable() {}

    /** The text with its line breaks. */
    static String text(String text) {
        return OBEYED.replacedIn(text);
    }

    /** The text as a part of a line. */
    public static String inLine(String text) {
        return text(text).replace("\n", REPLACEMENT);
    }

    /** The text as the rest of a line; further lines are indented, so that none passes for one of ours. */
    public static String indented(String text) {
        return LINE_BREAK.matcher(text.stripTrailing()).replaceAll("\n    ");
    }
}
