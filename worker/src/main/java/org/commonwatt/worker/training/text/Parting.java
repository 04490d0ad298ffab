package org.commonwatt.worker.training.text;

/** Where a text may be parted without changing its tokens. */
public enum Parting {
    /** Anywhere but inside of a character. */
    CHARACTERS,
    /** Before a word or a sign. */
    WORDS,
    /** Before a word or a sign, and before the blank that goes with it. */
    SPACED_WORDS;

    /** The longest word in UTF-16 units; what goes on after it is another. So no text makes a symbol without bounds. */
    static final int LONGEST_WORD = 64;

    /** How much of an unfinished text can be encoded already: the index of the first unit that must wait. */
    public int safeEnd(CharSequence text) {
        int length = text.length();
        if (this == CHARACTERS) {
            return length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        }
        // What follows can lengthen the last piece, and by an apostrophe also the one before it.
        int start = 0;
        int before = 0;
        for (int at = 0; at < length; at = next(text, at)) {
            before = start;
            start = at;
        }
        return before;
    }

    /** The end of the piece that begins at {@code from}: a word, one sign, or white space. */
    int next(CharSequence text, int from) {
        int at = from;
        if (this == SPACED_WORDS && text.charAt(at) == ' ' && at + 1 < text.length()) {
            int after = Character.codePointAt(text, at + 1);
            if (!isSpace(after)) {
                at++;
            }
        }
        int first = Character.codePointAt(text, at);
        int end = at + Character.charCount(first);
        if (isSpace(first)) {
            return endOfSpace(text, end, from);
        }
        if (!isWord(first)) {
            return end;
        }
        while (end < text.length()) {
            int following = Character.codePointAt(text, end);
            int width = Character.charCount(following);
            if (end + width - from > LONGEST_WORD || !(isWord(following) || isInnerApostrophe(text, end))) {
                break;
            }
            end += width;
        }
        return end;
    }

    private int endOfSpace(CharSequence text, int from, int start) {
        int end = from;
        while (end < text.length() && end - start < LONGEST_WORD && isSpace(text.charAt(end))) {
            boolean goesWithWord = this == SPACED_WORDS
                    && text.charAt(end) == ' '
                    && end + 1 < text.length()
                    && !isSpace(text.charAt(end + 1));
            if (goesWithWord) {
                break;
            }
            end++;
        }
        return end;
    }

    static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static boolean isWord(int character) {
        int type = Character.getType(character);
        return Character.isLetterOrDigit(character)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isInnerApostrophe(CharSequence text, int at) {
        char sign = text.charAt(at);
        return (sign == '\'' || sign == '’')
                && at + 1 < text.length()
                && Character.isLetter(Character.codePointAt(text, at + 1));
    }
}
