package org.commonwatt.protocol.plan;

import java.util.List;

import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.Optimizer;

/**
 * Peak memory of a trainer process, estimated: a fixed part for the Java machine with libtorch, several copies of the
 * parameters, and a batch's activations. Examples are streamed, so the dataset's size is no part of it.
 */
final class Memory {

    /** Single precision, the only one that is trained in. */
    private static final int BYTES_PER_VALUE = 4;

    /**
     * A JVM's heap, metaspace and threads (about 250 MB), libtorch with its kernels and thread pools touched once (about
     * 350 MB), batches being prefetched (about 100 MB).
     */
    private static final long FIXED_BYTES = 700_000_000L;

    /** Every layer's output is kept for the backward pass, which makes a gradient of the same size beside it. */
    private static final long ACTIVATION_COPIES = 2;

    private Memory() {}

    /** @throws ArithmeticException beyond 2⁶³ bytes */
    static long bytes(List<LayerPlan> layers, Shape input, long parameters, Optimizer optimizer, long batchSize) {
        long perExample = input.elements();
        for (LayerPlan layer : layers) {
            perExample = Math.addExact(perExample, new Shape(layer.outputShape()).elements());
        }
        long activations = Math.multiplyExact(Math.multiplyExact(perExample, batchSize), ACTIVATION_COPIES);
        long values = Math.addExact(activations, Math.multiplyExact(parameters, parameterCopies(optimizer)));
        return Math.addExact(FIXED_BYTES, Math.multiplyExact(values, BYTES_PER_VALUE));
    }

    /** Below this a run can't even begin: the fixed part's half, and parameters with their gradients. */
    static long leastBytes(long parameters) {
        return FIXED_BYTES / 2 + 2 * BYTES_PER_VALUE * parameters;
    }

    /** Values, gradients and the optimizer's slots; and once more values and slots while a checkpoint is written. */
    private static long parameterCopies(Optimizer optimizer) {
        long slots = slots(optimizer);
        return 2 + slots + (1 + slots);
    }

    /** Values that an optimizer keeps for each parameter. */
    private static long slots(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd sgd -> sgd.momentum() == 0 ? 0 : 1;
            case Optimizer.Adam adam -> 2;
            case Optimizer.AdamW adamW -> 2;
        };
    }
}
