package org.commonwatt.worker.training.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;

import org.commonwatt.protocol.spec.Loss;
import org.commonwatt.worker.training.tensor.Scalars;

/** A loss as a function of the network's output and the targets. */
@FunctionalInterface
public interface Objective {

    /**
     * The mean loss of a batch, a scalar.
     *
     * @param output (N, D), or (N, T, V) where the target is tokens, or scores of pairs (P, 1 + negatives)
     * @param target class indices (N, 1) or tokens (N, T) as int64, or numbers (N, D) as float32
     */
    NDArray of(NDArray output, NDArray target);

    /** How much a batch's mean loss counts beside those of other batches. */
    default long weight(NDArray target) {
        return Targets.weight(target);
    }

    /** The loss that a spec names. */
    static Objective of(Loss loss) {
        return switch (loss) {
            case Loss.SoftmaxCrossEntropy entropy -> (output, target) -> crossEntropy(entropy, output, target);
            case Loss.Mse mse ->
                (output, target) -> difference(output, target).square().mean();
            case Loss.HalfMse half ->
                (output, target) -> Scalars.times(
                        difference(output, target).square().sum(),
                        0.5 / output.getShape().get(0));
            case Loss.BinaryCrossEntropy binary -> Objective::binaryCrossEntropy;
            case Loss.Mae mae ->
                (output, target) -> difference(output, target).abs().mean();
            case Loss.SequenceCrossEntropy entropy ->
                (output, target) -> sequenceCrossEntropy((float) entropy.labelSmoothing(), output, target);
            case Loss.NegativeSampling sampling -> (output, target) -> negativeSampling(output);
            case Loss.Huber huber -> (output, target) -> huber((float) huber.delta(), difference(output, target));
        };
    }

    private static NDArray crossEntropy(Loss.SoftmaxCrossEntropy entropy, NDArray output, NDArray target) {
        NDArray logarithms = output.logSoftmax(-1);
        NDArray ofLabel = logarithms.gather(target, 1).mean().neg();
        if (entropy.labelSmoothing() == 0) {
            return ofLabel;
        }
        float smoothing = (float) entropy.labelSmoothing();
        NDArray ofAll = logarithms.mean().neg();
        return Scalars.times(ofLabel, 1 - smoothing).add(Scalars.times(ofAll, smoothing));
    }

    /** Output (N, T, V), target (N, T); rows of padding are weighed with 0. */
    private static NDArray sequenceCrossEntropy(float smoothing, NDArray output, NDArray target) {
        NDArray logarithms = output.reshape(-1, output.getShape().get(2)).logSoftmax(1);
        NDArray tokens = target.reshape(-1, 1);
        NDArray weights = tokens.neq(0).toType(DataType.FLOAT32, false);
        NDArray ofToken = logarithms.gather(tokens, 1);
        NDArray each = smoothing == 0
                ? ofToken
                : Scalars.times(ofToken, 1 - smoothing)
                        .add(Scalars.times(logarithms.mean(new int[] {1}, true), smoothing));
        return each.mul(weights).sum().div(Scalars.atLeast(weights.sum(), 1)).neg();
    }

    /** Output (P, 1 + negatives), the true neighbour's score first: softplus(−ŷ₀) + Σ softplus(ŷₖ), the mean over P. */
    private static NDArray negativeSampling(NDArray output) {
        NDList parts = output.split(new long[] {1}, 1);
        NDArray sum = Activation.softPlus(parts.get(0).neg())
                .sum()
                .add(Activation.softPlus(parts.get(1)).sum());
        return Scalars.times(sum, 1.0 / output.getShape().get(0));
    }

    /**
     * softplus(x) − xy equals −y ln σ(x) − (1 − y) ln(1 − σ(x)) without a logarithm of 0; its gradient is right at x = 0
     * too, where a form of max and |x| has none.
     */
    private static NDArray binaryCrossEntropy(NDArray output, NDArray target) {
        return Activation.softPlus(output)
                .sub(output.mul(Targets.asNumbers(output, target)))
                .mean();
    }

    /** c(|d| − c/2) with c = min(|d|, δ), which is d²/2 up to δ and δ(|d| − δ/2) beyond. */
    private static NDArray huber(float delta, NDArray difference) {
        NDArray size = difference.abs();
        NDArray capped = size.clip(0, delta);
        return capped.mul(size.sub(Scalars.times(capped, 0.5))).mean();
    }

    private static NDArray difference(NDArray output, NDArray target) {
        return output.sub(Targets.asNumbers(output, target));
    }
}
