package org.commonwatt.worker.training.optimizer;

import java.util.List;

import ai.djl.ndarray.NDManager;

import org.commonwatt.protocol.spec.Optimizer;
import org.commonwatt.worker.training.network.Layout;
import org.commonwatt.worker.training.tensor.FlatVector;

/**
 * Moves all parameters by one step. Every value is computed by itself in IEEE float32 arithmetic, so the result does
 * not depend on threads. One pass reads and writes each value once; the engine's own operations, one after the other,
 * would go through memory about ten times.
 */
public interface Update {

    /** Values carried from step to step, each as long as the parameters; what a checkpoint must hold. */
    List<Slot> slots();

    /**
     * @param step this step's number, from 1
     * @param stepSize η of this step
     * @param weights changed in place
     * @param gradients d loss / d weights
     */
    void apply(long step, double stepSize, FlatVector weights, FlatVector gradients);

    /** A named carried vector, such as {@code firstMoment}. */
    record Slot(String name, FlatVector values) {}

    /** The update that a spec names, with memory that lives as long as {@code manager}. */
    static Update of(Optimizer optimizer, Layout layout, NDManager manager) {
        return switch (optimizer) {
            case Optimizer.Sgd sgd -> new SgdUpdate(sgd, layout, manager);
            case Optimizer.Adam adam ->
                new AdamUpdate(
                        new Optimizer.AdamW(adam.learningRate(), adam.beta1(), adam.beta2(), adam.epsilon(), 0),
                        layout,
                        manager);
            case Optimizer.AdamW adamW -> new AdamUpdate(adamW, layout, manager);
            case Optimizer.RmsProp rmsProp -> new RmsPropUpdate(rmsProp, layout, manager);
        };
    }
}
