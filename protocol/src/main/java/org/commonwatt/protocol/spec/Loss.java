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
}
