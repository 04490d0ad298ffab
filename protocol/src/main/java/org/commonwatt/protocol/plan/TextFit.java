package org.commonwatt.protocol.plan;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.spec.DatasetUse;
import org.commonwatt.protocol.spec.TextUse;
import org.commonwatt.protocol.spec.Tokenizer;

/** Whether a spec says how a dataset's texts become tokens, and says it of texts alone. */
final class TextFit {

    private static final String TEXT = "/dataset/text";

    /** Characters of one token of a words tokenizer, with the space before it: English prose has about 5. */
    private static final long CHARACTERS_PER_WORD = 5;

    /** Characters of one token of byte pairs: English prose has about 2.5 with some thousand pieces. */
    private static final long CHARACTERS_PER_PIECE = 2;

    private TextFit() {}

    static void check(DatasetUse use, DataFormat format, Violations violations) {
        TextUse text = use.text();
        if (!(format instanceof DataFormat.OfTexts)) {
            if (text != null) {
                violations.add(TEXT, "the dataset holds no texts", "remove text");
            }
            return;
        }
        if (text == null) {
            violations.add(
                    "/dataset",
                    "the dataset holds texts: the field text must say how they become tokens",
                    "text: {tokenizer: {type: characters, vocabulary: 128}, length: 64}");
            return;
        }
        if (!use.transforms().isEmpty()) {
            violations.add("/dataset/transforms", "transforms take numbers, and the dataset holds texts");
        }
        targets(text, format.target(), violations);
    }

    private static void targets(TextUse text, Target target, Violations violations) {
        if (target instanceof Target.Text) {
            if (text.targetLength() == null) {
                violations.add(
                        TEXT,
                        "the field targetLength is missing: the most tokens that a target text may have",
                        "targetLength: " + text.length());
            }
            return;
        }
        if (text.targetLength() != null) {
            violations.add(TEXT + "/targetLength", "the dataset has no target texts", "remove targetLength");
        }
        if (text.targetTokenizer() != null) {
            violations.add(TEXT + "/targetTokenizer", "the dataset has no target texts", "remove targetTokenizer");
        }
    }

    /**
     * Number of examples that a split gives. A plain text gives windows without overlap, whose number is known before the
     * text is read only where tokens are characters; elsewhere it is expected.
     */
    static long examples(
            String purpose, DatasetSplit split, DataFormat format, @Nullable TextUse text, Violations violations) {
        if (!(format instanceof DataFormat.Text) || text == null) {
            return split.examples();
        }
        long perToken =
                switch (text.tokenizer()) {
                    case Tokenizer.Characters characters -> 1;
                    case Tokenizer.Words words -> CHARACTERS_PER_WORD;
                    case Tokenizer.BytePairs pairs -> CHARACTERS_PER_PIECE;
                };
        if (split.examples() <= text.length()) {
            violations.add(
                    TEXT + "/length",
                    "the split to " + purpose + " on has " + split.examples()
                            + " characters, too few for a window and the token after it");
        }
        return Math.max(1, (split.examples() / perToken - 1) / text.length());
    }
}
