package org.commonwatt.protocol.plan;

import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.Loss;
import org.commonwatt.protocol.spec.Optimizer;
import org.commonwatt.protocol.spec.Training;

/**
 * Peak memory of a trainer process, estimated: a fixed part for the Java machine with libtorch, several copies of the
 * parameters, and a batch's activations. Examples are streamed, so the dataset's size is no part of it.
 */
final class Memory {

    /** Single precision, the only one that is trained in. */
    private static final int BYTES_PER_VALUE = 4;

    /**
     * What a trainer takes whatever it trains. With a heap of at most 300 MB, on one thread of an x86-64 machine, the
     * whole process peaked at 295 MB for the digits network of dense layers, whose varying part is 3 MB by the formula
     * below, and at 400 MB for the convolutional one, whose varying part is 71 MB. So about 330 MB were seen; the rest is
     * room for more threads, libtorch's caches, and a heap of two fifths of the whole that may fill.
     */
    private static final long FIXED_BYTES = 700_000_000L;

    /** The fixed part without its room, as measured. */
    private static final long LEAST_FIXED_BYTES = 300_000_000L;

    /** Every layer's output is kept for the backward pass, which makes a gradient of the same size beside it. */
    private static final long ACTIVATION_COPIES = 2;

    private Memory() {}

    /**
     * @param parameters of the layers that learn
     * @param frozenBatch how many examples go through the frozen layers at once
     * @throws ArithmeticException beyond 2⁶³ bytes
     */
    static long bytes(Network network, Shape input, long parameters, JobSpec spec, long frozenBatch) {
        Training training = spec.training();
        long perExample = Math.addExact(Math.addExact(input.elements(), network.kept()), between(network, spec.loss()));
        long learning = Math.multiplyExact(Math.multiplyExact(perExample, training.batchSize()), ACTIVATION_COPIES);
        long looking = Math.multiplyExact(network.widest(), frozenBatch);
        long values = Math.addExact(
                Math.max(learning, looking),
                Math.multiplyExact(parameters, parameterCopies(spec.optimizer(), training)));
        for (LayerPlan frozen : network.layers().subList(0, network.frozen())) {
            values = Math.addExact(values, frozen.parameters());
        }
        return Math.addExact(FIXED_BYTES, Math.multiplyExact(values, BYTES_PER_VALUE));
    }

    /** Values of one example between the network's parts: what the frozen layers give, and the loss's own copy of scores. */
    private static long between(Network network, Loss loss) {
        long features = network.frozen() == 0 ? 0 : output(network.layers().get(network.frozen() - 1));
        return Math.addExact(
                features,
                switch (loss) {
                    case Loss.SoftmaxCrossEntropy entropy ->
                        output(network.layers().getLast());
                    case Loss.SequenceCrossEntropy entropy ->
                        output(network.layers().getLast());
                    case Loss.BinaryCrossEntropy binary -> 0;
                    case Loss.NegativeSampling sampling -> 0;
                    case Loss.Mse mse -> 0;
                    case Loss.HalfMse half -> 0;
                    case Loss.Mae mae -> 0;
                    case Loss.Huber huber -> 0;
                });
    }

    private static long output(LayerPlan layer) {
        return new Shape(layer.outputShape()).elements();
    }

    /** Below this a run can't even begin: parameters and their gradients beside the least that any trainer takes. */
    static long leastBytes(long parameters) {
        return LEAST_FIXED_BYTES + 2 * BYTES_PER_VALUE * parameters;
    }

    /**
     * Values, gradients and the optimizer's slots; and once more values and slots while a checkpoint is written; the best
     * values so far where a run may stop early.
     */
    private static long parameterCopies(Optimizer optimizer, Training training) {
        long kept = 1 + slots(optimizer) + (training.earlyStop() == null ? 0 : 1);
        return kept + 1 + kept;
    }

    /** Values that an optimizer keeps for each parameter. */
    private static long slots(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd sgd -> sgd.momentum() == 0 ? 0 : 1;
            case Optimizer.Adam adam -> 2;
            case Optimizer.AdamW adamW -> 2;
            case Optimizer.RmsProp rmsProp -> rmsProp.momentum() == 0 ? 1 : 2;
        };
    }
}
