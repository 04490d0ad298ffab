package org.commonwatt.protocol.spec;

/** What can be measured on a split, beside the loss. */
public enum Metric {
    /** Share of examples whose largest output is the label, 0..1. */
    ACCURACY,
    /** Share of examples whose label is among the three largest outputs, 0..1. */
    TOP3_ACCURACY,
    /** Share of examples whose label is among the five largest outputs, 0..1. */
    TOP5_ACCURACY,
    /** Mean over the classes of 2·TP/(2·TP + FP + FN), 0..1; a class that was neither seen nor predicted is left out. */
    MACRO_F1,
    /** Mean absolute error, in the target's unit. */
    MAE,
    /** 1 − Σ(y − ŷ)² / Σ(y − ȳ)². */
    R2,
    /** The exponential of the mean cross-entropy of a token, without label smoothing; 1 at best, the vocabulary's size for an even guess. */
    PERPLEXITY,
    /** Share of tokens that are the likeliest after the right ones before them, 0..1; padding left out. */
    TOKEN_ACCURACY,
    /** Share of texts that the network makes, token by token on its own, exactly as they are wanted, 0..1. */
    SEQUENCE_ACCURACY,
    /**
     * Tokens to be changed, put in or taken out of the texts that the network makes on its own, as a share of the tokens that
     * are wanted, from 0 (Levenshtein 1966); the phoneme error rate where tokens are phonemes.
     */
    TOKEN_ERROR_RATE,
    /**
     * How many of their runs of one to four tokens the texts that the network makes on its own share with those that are
     * wanted, 0..1, over all texts together (Papineni et al. 2002).
     */
    BLEU;

    /** Whether more is better. */
    public boolean higherIsBetter() {
        return switch (this) {
            case ACCURACY, TOP3_ACCURACY, TOP5_ACCURACY, MACRO_F1, R2, TOKEN_ACCURACY, SEQUENCE_ACCURACY, BLEU -> true;
            case MAE, PERPLEXITY, TOKEN_ERROR_RATE -> false;
        };
    }
}
