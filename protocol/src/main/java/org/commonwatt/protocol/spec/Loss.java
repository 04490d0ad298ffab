package org.commonwatt.protocol.spec;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;

/** What training makes small. N is the batch size, ŷ the network's output, y the target. */
public sealed interface Loss {

    /** −1/N Σ log softmax(ŷ)[y] over (N, classes) against class indices (N). */
    @Doc("Cross-entropy of a softmax over the outputs, against class labels.")
    record SoftmaxCrossEntropy(
            @Doc("Share of the probability spread evenly over all classes (Szegedy et al. 2016).")
            @Range(min = 0, max = 0.99)
            @Default("0")
            double labelSmoothing)
            implements Loss {}

    /** 1/(N·D) Σ (y − ŷ)² over (N, D); class labels are compared as one-hot rows. */
    @Doc("Mean of squared differences.")
    record Mse() implements Loss {}

    /** 1/(2N) Σ (y − ŷ)², the textbook form; class labels are compared as one-hot rows. */
    @Doc("Half the sum of squared differences per example: 1/(2N) Σ (y − ŷ)².")
    record HalfMse() implements Loss {}

    /**
     * 1/(N·D) Σ ln(1 + eˣ) − xy over (N, D), where x is the output before the sigmoid and y lies in 0..1. Two classes are
     * told by one output (D = 1), more by one each, compared as one-hot rows.
     */
    @Doc(
            "Cross-entropy of a sigmoid over each output: for two classes with one output, for classes one against the rest, or for numbers from 0 to 1.")
    record BinaryCrossEntropy() implements Loss {}

    /** 1/(N·D) Σ |y − ŷ| over (N, D); class labels are compared as one-hot rows. */
    @Doc("Mean of absolute differences.")
    record Mae() implements Loss {}

    /** 1/(N·D) Σ h(y − ŷ), h(d) = d²/2 where |d| ≤ δ, else δ(|d| − δ/2); class labels are compared as one-hot rows. */
    @Doc("Squared where the difference is small, absolute where it is large (Huber 1964).")
    record Huber(
            @Doc("The difference from which on it counts absolutely.") @Range(above = 0, max = 1e9) @Default("1")
            double delta)
            implements Loss {}

    /**
     * −1/M Σ log softmax(ŷ)[y] over (N, T, V) against tokens (N, T), where M is the number of tokens that are not padding; padding
     * counts nothing.
     */
    @Doc("Cross-entropy of a softmax over the vocabulary at each place of a text, against the tokens that stand there.")
    record SequenceCrossEntropy(
            @Doc("Share of the probability spread evenly over the vocabulary (Szegedy et al. 2016).")
            @Range(min = 0, max = 0.99)
            @Default("0")
            double labelSmoothing)
            implements Loss {}

    /**
     * −1/P Σ (log σ(ŷ₀) + Σₖ log σ(−ŷₖ)) over P pairs of neighbouring words, where ŷ₀ is the pair's score and ŷₖ that of the word
     * with another one, drawn by chance (Mikolov et al. 2013, equation 4).
     */
    @Doc("Tells true neighbours of words from others drawn by chance; for word2vec, and only for it.")
    record NegativeSampling() implements Loss {}
}
