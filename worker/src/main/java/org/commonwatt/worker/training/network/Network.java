package org.commonwatt.worker.training.network;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

import org.commonwatt.protocol.plan.WorkPlan;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.worker.training.tensor.FlatVector;

/**
 * A spec's layers with their values. All parameters lie in one flat vector; a pass cuts it into views, whose gradients
 * the engine joins into one flat vector again. So an optimizer makes one pass over long vectors, and a gradient belongs
 * to its step alone: none can be left over from a batch that failed.
 */
public final class Network {

    private final Layout layout = new Layout();
    private final List<Op> ops = new ArrayList<>();
    private final FlatVector values;
    private final List<FlatVector> statistics = new ArrayList<>();
    private final long[] cuts;

    /**
     * A network whose memory lives as long as {@code manager}; its values are not drawn yet.
     *
     * @param layers the spec's layers
     * @param plans what shape inference says of each of them
     */
    public Network(NDManager manager, List<Layer> layers, List<WorkPlan.LayerPlan> plans) {
        Layers factory = new Layers(layout, layers);
        for (int i = 0; i < layers.size(); i++) {
            WorkPlan.LayerPlan plan = plans.get(i);
            ops.add(factory.op(layers.get(i), plan.name(), Shapes.of(plan.inputShape())));
        }
        values = FlatVector.zeros(manager, layout.size());
        for (Statistic statistic : layout.statistics()) {
            statistics.add(FlatVector.zeros(manager, statistic.shape().size()));
        }
        cuts = layout.parameters().stream().skip(1).mapToLong(Parameter::offset).toArray();
    }

    /** Gives every parameter and statistic the value it has before training. */
    public void initialise(long seed) {
        for (Parameter parameter : layout.parameters()) {
            parameter.initial().fill(of(parameter), seed, parameter.path());
        }
        for (Statistic statistic : layout.statistics()) {
            new Initial.Constant(statistic.initial())
                    .fill(statistics.get(statistic.index()).floats(), seed, statistic.path());
        }
    }

    /** What the network stores. */
    public Layout layout() {
        return layout;
    }

    /** All parameters. */
    public FlatVector values() {
        return values;
    }

    /** A statistic's values. */
    public FlatVector of(Statistic statistic) {
        return statistics.get(statistic.index());
    }

    private java.nio.FloatBuffer of(Parameter parameter) {
        return values.floats().slice(Math.toIntExact(parameter.offset()), Math.toIntExact(parameter.size()));
    }

    /**
     * The parameters as the start of a differentiable pass: the same memory, with a gradient of its own.
     *
     * @param manager where this pass lives; closing it frees all that the pass made
     */
    public NDArray leaf(NDManager manager) {
        NDArray leaf = values.array().stopGradient();
        leaf.attach(manager);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    /** A pass that learns, from {@link #leaf}. Input (N, …) to output (N, …). */
    public NDArray train(NDArray input, NDArray leaf) {
        return run(input, leaf, true);
    }

    /** A pass that only looks. Input (N, …) to output (N, …). */
    public NDArray evaluate(NDArray input) {
        NDArray view = values.array().stopGradient();
        view.attach(input.getManager());
        return run(input, view, false);
    }

    private NDArray run(NDArray input, NDArray flat, boolean training) {
        List<NDArray> weights = new ArrayList<>(layout.parameters().size());
        if (layout.size() > 0) {
            NDList pieces = flat.split(cuts);
            for (Parameter parameter : layout.parameters()) {
                weights.add(pieces.get(parameter.index()).reshape(parameter.shape()));
            }
        }
        NDArray mask = input.getDataType() == DataType.INT64 ? Pass.maskOf(input) : null;
        Pass pass = new Pass(weights, statistics.stream().map(FlatVector::array).toList(), training, mask);
        NDArray x = input;
        for (Op op : ops) {
            x = op.apply(x, pass);
        }
        return x;
    }
}
