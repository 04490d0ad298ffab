package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** Results of an operation with weights, and the gradients of a loss that weighs each of them differently. */
record Learnt(NDArray result, NDArray ofInputs, NDArray ofWeights, NDArray ofBias) {

    @FunctionalInterface
    interface Operation {
        NDArray of(NDArray x, NDArray weights, @Nullable NDArray bias);
    }

    static Learnt by(Operation operation, NDArray x, NDArray weights, NDArray bias) {
        NDArray inputs = watched(x);
        NDArray factors = watched(weights);
        NDArray shift = watched(bias);
        NDManager manager = x.getManager();
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray result = operation.of(inputs, factors, shift);
            NDArray weighing =
                    manager.arange(result.size()).reshape(result.getShape()).sin();
            collector.backward(result.mul(weighing).sum());
            return new Learnt(result, inputs.getGradient(), factors.getGradient(), shift.getGradient());
        }
    }

    private static NDArray watched(NDArray values) {
        NDArray copy = values.duplicate();
        copy.setRequiresGradient(true);
        return copy;
    }

    void assertIs(Learnt wanted) {
        assertSame(result, wanted.result);
        assertSame(ofInputs, wanted.ofInputs);
        assertSame(ofWeights, wanted.ofWeights);
        assertSame(ofBias, wanted.ofBias);
    }

    static void assertSame(NDArray found, NDArray wanted) {
        assertThat(found.getShape()).isEqualTo(wanted.getShape());
        assertThat(found.toFloatArray()).containsExactly(wanted.toFloatArray(), Offset.offset(1e-3f));
    }
}
