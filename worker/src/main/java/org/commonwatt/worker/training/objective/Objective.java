package org.commonwatt.worker.training.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

import org.commonwatt.protocol.spec.Loss;

/** A loss as a function of the network's output and the targets. */
@FunctionalInterface
public interface Objective {

    /**
     * The mean loss of a batch, a scalar.
     *
     * @param output (N, D)
     * @param target class indices (N, 1) as int64, or numbers (N, D) as float32
     */
    NDArray of(NDArray output, NDArray target);

    /** The loss that a spec names. */
    static Objective of(Loss loss) {
        return switch (loss) {
            case Loss.SoftmaxCrossEntropy entropy -> (output, target) -> crossEntropy(entropy, output, target);
            case Loss.Mse mse ->
                (output, target) -> difference(output, target).square().mean();
            case Loss.HalfMse half ->
                (output, target) -> difference(output, target)
                        .square()
                        .sum()
                        .mul(0.5f / output.getShape().get(0));
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
        return ofLabel.mul(1 - smoothing).add(ofAll.mul(smoothing));
    }

    private static NDArray difference(NDArray output, NDArray target) {
        if (target.getDataType() == DataType.FLOAT32) {
            return output.sub(target);
        }
        int classes = Math.toIntExact(output.getShape().get(1));
        return output.sub(target.reshape(-1).oneHot(classes).toType(DataType.FLOAT32, false));
    }
}
