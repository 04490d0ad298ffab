package org.commonwatt.worker.training;

import java.io.IOException;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import org.jspecify.annotations.Nullable;

import org.commonwatt.worker.training.data.Batches;
import org.commonwatt.worker.training.data.DataFault;
import org.commonwatt.worker.training.data.Epoch;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.objective.Objective;
import org.commonwatt.worker.training.optimizer.Gradients;
import org.commonwatt.worker.training.optimizer.StepSizes;
import org.commonwatt.worker.training.optimizer.Update;
import org.commonwatt.worker.training.seed.Permutation;
import org.commonwatt.worker.training.seed.RunSeeds;
import org.commonwatt.worker.training.tensor.FlatVector;
import org.commonwatt.worker.training.tensor.Scalars;

/** Does single steps of training. What a step does depends on the seed, its number and the parameters alone. */
final class Learner {

    private final Network network;
    private final Objective objective;
    private final Steps steps;
    private final Data data;
    private final RunSeeds seeds;
    private long epochNumber;
    private Epoch epoch;

    Learner(Network network, Objective objective, Steps steps, Data data, RunSeeds seeds) {
        this.network = network;
        this.objective = objective;
        this.steps = steps;
        this.data = data;
        this.seeds = seeds;
        this.epoch = shuffled(0);
    }

    /**
     * What is learned from.
     *
     * @param examples number of examples that {@code batches} draws from
     * @param accumulation batches whose gradients make one step; an epoch's last step may have fewer
     */
    record Data(Batches batches, long examples, int accumulation) {

        long stepsPerEpoch() {
            return Math.ceilDiv(batches.perEpoch(), accumulation);
        }
    }

    /**
     * How gradients move parameters.
     *
     * @param longestGradient what gradients are shortened to, or null
     */
    record Steps(Update update, StepSizes sizes, @Nullable Double longestGradient) {}

    /**
     * How a step went.
     *
     * @param loss before it
     * @param examples that it learned from
     * @param stepSize η, or null where it is the same in all steps
     * @param gradientNorm length of the gradient before it was shortened, or null where none is
     */
    record Result(
            double loss,
            int examples,
            @Nullable Double stepSize,
            @Nullable Double gradientNorm) {

        /** Whether the step was taken. */
        boolean isFinite() {
            return Double.isFinite(loss) && (gradientNorm == null || Double.isFinite(gradientNorm));
        }
    }

    /**
     * The step after {@code done} others. Where the loss or the gradient is not finite, nothing is changed.
     *
     * @param manager closed after the step together with all that it made
     */
    Result step(long done, NDManager manager) throws DataFault, IOException {
        try (NDManager part = manager.newSubManager()) {
            NDArray leaf = network.leaf(part);
            Sum sum = differentiate(done, leaf);
            double loss = sum.loss() / sum.weight();
            if (!Double.isFinite(loss)) {
                return new Result(loss, sum.examples(), null, null);
            }
            FlatVector gradient = FlatVector.over(leaf.getGradient());
            if (data.accumulation() > 1) {
                Gradients.scale(gradient, 1f / sum.weight());
            }
            Double norm = steps.longestGradient() == null ? null : Gradients.shorten(gradient, steps.longestGradient());
            double stepSize = steps.sizes().after(done);
            Result result = new Result(loss, sum.examples(), steps.sizes().vary() ? stepSize : null, norm);
            if (result.isFinite()) {
                steps.update().apply(done + 1, stepSize, network.values(), gradient);
            }
            return result;
        }
    }

    /**
     * The first step without its end, on the first {@code examples} of its batch: the parameters stay, but statistics
     * that layers gather may move.
     */
    void rehearse(int examples, NDManager manager) throws DataFault, IOException {
        try (NDManager part = manager.newSubManager()) {
            NDArray leaf = network.leaf(part);
            Batches.Batch batch = data.batches().readFirst(examples, epoch(0), part);
            Engine engine = manager.getEngine();
            engine.setRandomSeed(seeds.ofStep(0));
            try (GradientCollector collector = engine.newGradientCollector()) {
                differentiate(batch, leaf, collector);
            }
        }
    }

    /** Losses times their batches' weights. */
    private record Sum(double loss, long weight, int examples) {}

    private Sum differentiate(long done, NDArray leaf) throws DataFault, IOException {
        Batches batches = data.batches();
        Epoch pass = epoch(done / data.stepsPerEpoch());
        long first = done % data.stepsPerEpoch() * data.accumulation();
        long end = Math.min(first + data.accumulation(), batches.perEpoch());
        Engine engine = leaf.getManager().getEngine();
        engine.setRandomSeed(seeds.ofStep(done));
        double loss = 0;
        long weights = 0;
        int examples = 0;
        try (GradientCollector collector = engine.newGradientCollector()) {
            for (long number = first; number < end; number++) {
                // Each batch is gone before the next is read; the leaf's gradient is all that stays.
                try (NDManager part = leaf.getManager().newSubManager()) {
                    Batches.Batch batch = batches.read(number, pass, part);
                    long weight = objective.weight(batch.targets());
                    loss += differentiate(batch, leaf, collector) * weight;
                    weights += weight;
                    examples += batch.size();
                }
            }
        }
        return new Sum(loss, weights, examples);
    }

    /** Adds a batch's gradient to the leaf's: that of its mean loss, times its weight where several make a step. */
    private double differentiate(Batches.Batch batch, NDArray leaf, GradientCollector collector) {
        NDArray loss = objective.of(network.train(batch.inputs(), leaf), batch.targets());
        collector.backward(data.accumulation() > 1 ? Scalars.times(loss, objective.weight(batch.targets())) : loss);
        return loss.getFloat();
    }

    private Epoch epoch(long number) {
        if (number != epochNumber) {
            epoch = shuffled(number);
            epochNumber = number;
        }
        return epoch;
    }

    private Epoch shuffled(long number) {
        Permutation order = new Permutation(data.examples(), seeds.ofOrder(number));
        return new Epoch(order::at, seeds.ofAugmentation(number));
    }
}
