package org.commonwatt.worker.training.objective;

import java.util.function.UnaryOperator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

import org.commonwatt.protocol.spec.Loss;

/** Targets and outputs brought into a form in which they can be compared. */
final class Targets {

    private Targets() {}

    /**
     * Numbers as they are, classes as one-hot rows; two classes that are told by one output as 0 and 1. float32 of the
     * output's shape.
     *
     * @param output (N, D)
     * @param target class indices (N, 1) as int64, or numbers (N, D) as float32
     */
    static NDArray asNumbers(NDArray output, NDArray target) {
        if (target.getDataType() == DataType.FLOAT32) {
            return target;
        }
        int width = Math.toIntExact(output.getShape().get(1));
        return width == 1
                ? target.toType(DataType.FLOAT32, false)
                : target.reshape(-1).oneHot(width).toType(DataType.FLOAT32, false);
    }

    /** From a network's outputs to the numbers that they stand for: binaryCrossEntropy applies a sigmoid, the others take them as they are. */
    static UnaryOperator<NDArray> numbersUnder(Loss loss) {
        return loss instanceof Loss.BinaryCrossEntropy ? Activation::sigmoid : UnaryOperator.identity();
    }

    /** How much a batch's mean loss counts beside those of others: its tokens that are not padding, else its examples. */
    static long weight(NDArray target) {
        boolean tokens =
                target.getDataType() == DataType.INT64 && target.getShape().get(1) > 1;
        return tokens
                ? target.neq(0).toType(DataType.INT64, false).sum().getLong()
                : target.getShape().get(0);
    }

    /** One score for each class, (N, classes): of one output x for two classes, −x and x. */
    static NDArray scores(NDArray output) {
        return output.getShape().get(1) == 1 ? output.neg().concat(output, 1) : output;
    }

    /** The class indices (N) of targets (N, 1). */
    static NDArray labels(NDArray target) {
        return target.reshape(new Shape(-1));
    }
}
