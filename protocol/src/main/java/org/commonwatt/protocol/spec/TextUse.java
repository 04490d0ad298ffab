package org.commonwatt.protocol.spec;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;

/**
 * How a dataset's texts become tokens. Ids 0 to 3 are {@link #PADDING}, {@link #UNKNOWN}, {@link #START} and
 * {@link #END}; the tokenizer's symbols follow. What is learned about symbols is learned from the training split alone.
 */
public record TextUse(
        @Doc("What the texts are cut into.") Tokenizer tokenizer,

        @Doc(
                "Tokens of one input: the window on a plain text; the most that is read of a text with a label; the most that a text with a counterpart may have.")
        @Range(min = 1, max = 65_536)
        int length,

        @Doc("What target texts are cut into; as the inputs, with symbols of their own, where absent.") @Nullable
        Tokenizer targetTokenizer,

        @Doc("The most tokens that a target text may have, the one that ends it included.")
        @Range(min = 1, max = 65_536)
        @Nullable
        Integer targetLength,

        @Doc("Whether texts are taken in small letters.") @Default("false")
        boolean lowercase) {

    /** Id that fills a short text up; no loss and no metric counts it. */
    public static final int PADDING = 0;

    /** Id of every symbol that the tokenizer doesn't know. */
    public static final int UNKNOWN = 1;

    /** Id before a target text's first token. */
    public static final int START = 2;

    /** Id after a target text's last token. */
    public static final int END = 3;

    /** Number of ids that stand for no symbol. */
    public static final int RESERVED = 4;

    /** What target texts are cut into. */
    public Tokenizer ofTargets() {
        return targetTokenizer == null ? tokenizer : targetTokenizer;
    }
}
