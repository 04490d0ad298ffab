package org.commonwatt.worker.training.comparison;

/**
 * Edits needed for each wanted token, over all sequences: with words as tokens the word error rate of speech
 * recognition, with phonemes the phoneme error rate. It can exceed 1, where much too much was made.
 */
public final class ErrorRate {

    private long edits;
    private long wantedTokens;

    /** Compares what was made with what was wanted. */
    public void add(int[] made, int[] wanted) {
        edits += EditDistance.between(made, wanted);
        wantedTokens += wanted.length;
    }

    /** The rate over all that was added; NaN where nothing was wanted. */
    public double value() {
        return wantedTokens == 0 ? Double.NaN : (double) edits / wantedTokens;
    }
}
