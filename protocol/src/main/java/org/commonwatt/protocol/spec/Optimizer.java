package org.commonwatt.protocol.spec;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;

/** How the parameters move. */
public sealed interface Optimizer {

    /** Step size η. */
    double learningRate();

    /** v ← μv + g + λθ; θ ← θ − ηv, or θ ← θ − η(g + λθ + μv) with Nesterov. */
    @Doc("Stochastic gradient descent.")
    record Sgd(
            @Doc("Step size.") @Range(above = 0, max = 100) double learningRate,

            @Doc("Share of the last step kept.") @Range(min = 0, max = 0.9999) @Default("0")
            double momentum,

            @Doc("Looks ahead along the momentum (Nesterov 1983).") @Default("false")
            boolean nesterov,

            @Doc("L2 penalty.") @Range(min = 0, max = 1) @Default("0")
            double weightDecay)
            implements Optimizer {}

    /** Kingma and Ba 2015, algorithm 1, with bias correction. */
    @Doc("Adam (Kingma and Ba 2015).")
    record Adam(
            @Doc("Step size.") @Range(above = 0, max = 100) @Default("0.001")
            double learningRate,

            @Doc("Decay of the first moment.") @Range(min = 0, max = 0.999999) @Default("0.9")
            double beta1,

            @Doc("Decay of the second moment.") @Range(min = 0, max = 0.999999) @Default("0.999")
            double beta2,

            @Doc("Added to the root of the second moment.") @Range(above = 0, max = 1) @Default("1e-8")
            double epsilon)
            implements Optimizer {}

    /** Loshchilov and Hutter 2019; parameters of one dimension (biases, norms) do not decay. */
    @Doc("Adam with decoupled weight decay (Loshchilov and Hutter 2019).")
    record AdamW(
            @Doc("Step size.") @Range(above = 0, max = 100) @Default("0.001")
            double learningRate,

            @Doc("Decay of the first moment.") @Range(min = 0, max = 0.999999) @Default("0.9")
            double beta1,

            @Doc("Decay of the second moment.") @Range(min = 0, max = 0.999999) @Default("0.999")
            double beta2,

            @Doc("Added to the root of the second moment.") @Range(above = 0, max = 1) @Default("1e-8")
            double epsilon,

            @Doc("Decay per step, times the step size.") @Range(min = 0, max = 1) @Default("0.01")
            double weightDecay)
            implements Optimizer {}

    /**
     * Tieleman and Hinton 2012, lecture 6.5, as PyTorch has it: v ← ρv + (1 − ρ)d² with d = g + λθ; b ← μb + d/(√v + ε);
     * θ ← θ − ηb.
     */
    @Doc("RMSProp (Tieleman and Hinton 2012).")
    record RmsProp(
            @Doc("Step size.") @Range(above = 0, max = 100) @Default("0.001")
            double learningRate,

            @Doc("Decay of the mean of squares.") @Range(min = 0, max = 0.999999) @Default("0.99")
            double decay,

            @Doc("Share of the last step kept.") @Range(min = 0, max = 0.9999) @Default("0")
            double momentum,

            @Doc("Added to the root of the mean of squares.") @Range(above = 0, max = 1) @Default("1e-8")
            double epsilon,

            @Doc("L2 penalty.") @Range(min = 0, max = 1) @Default("0")
            double weightDecay)
            implements Optimizer {}
}
