package org.commonwatt.worker.training;

import java.io.IOException;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import org.jspecify.annotations.Nullable;

import org.commonwatt.worker.training.data.Batches;
import org.commonwatt.worker.training.data.DataFault;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.objective.Objective;
import org.commonwatt.worker.training.optimizer.GradientClip;
import org.commonwatt.worker.training.optimizer.StepSizes;
import org.commonwatt.worker.training.optimizer.Update;
import org.commonwatt.worker.training.seed.Permutation;
import org.commonwatt.worker.training.seed.RunSeeds;
import org.commonwatt.worker.training.tensor.FlatVector;

/** Does single steps of training. What a step does depends on the seed, its number and the parameters alone. */
final class Learner {

    private final Network network;
    private final Objective objective;
    private final Steps steps;
    private final Batches batches;
    private final long examples;
    private final RunSeeds seeds;
    private long orderedEpoch = -1;
    private Permutation order;

    /** @param examples number of examples that {@code batches} draws from */
    Learner(Network network, Objective objective, Steps steps, Batches batches, long examples, RunSeeds seeds) {
        this.network = network;
        this.objective = objective;
        this.steps = steps;
        this.batches = batches;
        this.examples = examples;
        this.seeds = seeds;
        this.order = new Permutation(examples, seeds.ofOrder(0));
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
     */
    record Result(double loss, int examples, @Nullable Double stepSize) {

        /** Whether the step was taken. */
        boolean isFinite() {
            return Double.isFinite(loss);
        }
    }

    /**
     * The step after {@code done} others. Where the loss is not a finite number, nothing is changed.
     *
     * @param manager closed after the step together with all that it made
     */
    Result step(long done, NDManager manager) throws DataFault, IOException {
        try (NDManager part = manager.newSubManager()) {
            Permutation shuffled = order(done / batches.perEpoch());
            Batches.Batch batch = batches.read(done % batches.perEpoch(), shuffled::at, part);
            NDArray leaf = network.leaf(part);
            Result result = differentiate(done, batch, leaf);
            if (result.isFinite()) {
                move(done, FlatVector.over(leaf.getGradient()));
            }
            return result;
        }
    }

    private void move(long done, FlatVector gradient) {
        if (steps.longestGradient() != null) {
            GradientClip.shorten(gradient, steps.longestGradient());
        }
        steps.update().apply(done + 1, steps.sizes().after(done), network.values(), gradient);
    }

    /**
     * The first step without its end, on the first {@code examples} of its batch: the parameters stay, but statistics
     * that layers gather may move.
     */
    void rehearse(int examples, NDManager manager) throws DataFault, IOException {
        try (NDManager part = manager.newSubManager()) {
            differentiate(0, batches.readFirst(examples, order(0)::at, part), network.leaf(part));
        }
    }

    private Result differentiate(long done, Batches.Batch batch, NDArray leaf) {
        Engine engine = leaf.getManager().getEngine();
        engine.setRandomSeed(seeds.ofStep(done));
        try (GradientCollector collector = engine.newGradientCollector()) {
            NDArray loss = objective.of(network.train(batch.inputs(), leaf), batch.targets());
            collector.backward(loss);
            return new Result(
                    loss.getFloat(),
                    batch.size(),
                    steps.sizes().vary() ? steps.sizes().after(done) : null);
        }
    }

    private Permutation order(long epoch) {
        if (epoch != orderedEpoch) {
            order = new Permutation(examples, seeds.ofOrder(epoch));
            orderedEpoch = epoch;
        }
        return order;
    }
}
