package org.commonwatt.protocol.spec;

import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;

/**
 * What texts are cut into. Fewer symbols than a vocabulary has places are fine: the last ids then never occur. Of more,
 * the most frequent get a place, and the rest is unknown.
 */
public sealed interface Tokenizer {

    /** What a vocabulary's size counts. */
    String VOCABULARY_DOC = "Most ids: four for padding, unknown, start and end, and the rest for symbols.";

    /** Number of ids, {@link TextUse#RESERVED} included: one more than the largest that can occur. */
    int vocabulary();

    /** Unicode code points. */
    @Doc("Single characters (Unicode code points).")
    record Characters(
            @Doc(VOCABULARY_DOC) @Range(min = 5, max = 1_000_000)
            int vocabulary) implements Tokenizer {}

    /** Runs of letters and digits, and single other signs; white space only parts them. */
    @Doc("Words (runs of letters and digits) and single punctuation marks; white space only parts them.")
    record Words(
            @Doc(VOCABULARY_DOC) @Range(min = 5, max = 1_000_000)
            int vocabulary) implements Tokenizer {}

    /**
     * Pieces of words, made from the 256 bytes of UTF-8 by joining the most frequent neighbours again and again (Sennrich
     * et al. 2016, over bytes as Radford et al. 2019 do). No text has an unknown symbol.
     */
    @Doc("Pieces of words, joined from bytes by frequency (Sennrich et al. 2016).")
    record BytePairs(
            @Doc(
                    "Most ids: four for padding, unknown, start and end, 256 for single bytes, and the rest for joined pieces.")
            @Range(min = 260, max = 1_000_000)
            int vocabulary)
            implements Tokenizer {}
}
