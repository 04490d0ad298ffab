package org.commonwatt.protocol.plan;

import java.util.List;

/**
 * What a spec needs, from arithmetic alone.
 *
 * @param layers what each layer does to its input, in order
 * @param parameters number of trained values, without those of frozen layers; running statistics of normalisations are
 *     not among them
 * @param forwardFlopsPerExample floating-point operations of one forward pass over one example
 * @param trainingFlops floating-point operations of the whole run: forward, backward (twice a forward pass) and evaluation
 * @param steps optimizer steps of the whole run
 * @param stepsPerEpoch optimizer steps of one epoch; a last, smaller batch counts as one
 * @param memoryBytes estimated peak memory of the trainer process
 * @param transferBytes bytes of the dataset that a node without them must fetch
 * @param scratchBytes estimate of what the trainer writes beside them to read examples from: decoded images, tables, tokens, and
 *     what frozen layers made of the examples
 * @param estimates expected time, energy and carbon by class of hardware; estimates, never promises
 */
public record WorkPlan(
        List<LayerPlan> layers,
        long parameters,
        long forwardFlopsPerExample,
        double trainingFlops,
        long steps,
        long stepsPerEpoch,
        long memoryBytes,
        long transferBytes,
        long scratchBytes,
        List<HardwareEstimate> estimates) {

    /**
     * One layer.
     *
     * @param name its name, given or made from its type and number
     * @param type its type as written in a spec
     * @param inputShape shape of one example before it
     * @param outputShape shape of one example after it
     * @param parameters number of its values that training moves, unless it is frozen
     * @param flops floating-point operations of one forward pass over one example
     */
    public record LayerPlan(
            String name, String type, List<Long> inputShape, List<Long> outputShape, long parameters, long flops) {}

    /**
     * What a run would cost on a class of hardware.
     *
     * @param hardware the class, such as "laptop CPU, 2 threads"
     * @param seconds expected duration in seconds
     * @param energyWh expected marginal energy in Wh
     * @param relativeError half-width of the band around both, as a share: 0.5 is ±50 %
     */
    public record HardwareEstimate(String hardware, double seconds, double energyWh, double relativeError) {}
}
