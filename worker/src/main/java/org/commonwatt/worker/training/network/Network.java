package org.commonwatt.worker.training.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.plan.WorkPlan;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.worker.training.tensor.FlatVector;

/**
 * A spec's layers with their values. All parameters lie in one flat vector; a pass cuts it into views, whose gradients
 * the engine joins into one flat vector again. So an optimizer makes one pass over long vectors, and a gradient belongs
 * to its step alone: none can be left over from a batch that failed.
 */
public final class Network {

    private final Layout layout = new Layout();
    private final Program program;
    private final FlatVector values;
    private final List<FlatVector> statistics = new ArrayList<>();
    private final long[] cuts;
    private final @Nullable Network base;

    /**
     * A network whose memory lives as long as {@code manager}; its values are not drawn yet.
     *
     * @param layers the spec's layers
     * @param plans what shape inference says of each of them
     */
    public Network(NDManager manager, List<Layer> layers, List<WorkPlan.LayerPlan> plans) {
        this(manager, layers, plans, null);
    }

    /**
     * A network after another one, which stays as it is: no gradient reaches it, it drops and measures nothing.
     *
     * @param base what every input first goes through, or null
     */
    public Network(NDManager manager, List<Layer> layers, List<WorkPlan.LayerPlan> plans, @Nullable Network base) {
        this(
                manager,
                layout -> {
                    Layers factory = new Layers(layout, layers, plans);
                    List<Op> ops = new ArrayList<>();
                    for (int i = 0; i < layers.size(); i++) {
                        WorkPlan.LayerPlan plan = plans.get(i);
                        ops.add(factory.op(layers.get(i), plan.name(), Shapes.of(plan.inputShape())));
                    }
                    return new Program.Chain(List.copyOf(ops));
                },
                base);
    }

    Network(NDManager manager, Function<Layout, Program> parts) {
        this(manager, parts, null);
    }

    private Network(NDManager manager, Function<Layout, Program> parts, @Nullable Network base) {
        this.base = base;
        program = parts.apply(layout);
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

    /** A pass that learns, from {@link #leaf}. Inputs (N, …) to output (N, …). */
    public NDArray train(NDList inputs, NDArray leaf) {
        return program.apply(fed(inputs), pass(leaf, true, inputs.head()));
    }

    /** A pass that learns, of one input. */
    public NDArray train(NDArray input, NDArray leaf) {
        return train(new NDList(input), leaf);
    }

    /** A pass that only looks. Inputs (N, …) to output (N, …). */
    public NDArray evaluate(NDList inputs) {
        return program.apply(fed(inputs), look(inputs));
    }

    /** A pass that only looks, of one input. */
    public NDArray evaluate(NDArray input) {
        return evaluate(new NDList(input));
    }

    /** Vectors of words, of so many tokens. */
    public static Network words(NDManager manager, Model.Word2vec model, int vocabulary) {
        return new Network(manager, layout -> new SkipGram(layout, model, vocabulary));
    }

    /** A network that makes one text from another. */
    public static Network transducer(NDManager manager, Model.Transducer model, TextPair texts) {
        return new Network(manager, layout -> switch (model) {
            case Model.Seq2seq recurrent -> new RecurrentTransducer(layout, recurrent, texts);
            case Model.TransformerSeq2seq transformer -> new AttentionTransducer(layout, transformer, texts);
        });
    }

    /**
     * What a network that makes texts keeps of the sources (N, S).
     *
     * @param manager what it is attached to
     */
    NDList read(NDArray source, NDManager manager) {
        NDArray input = source.duplicate();
        input.attach(manager);
        return transducer().read(input, look(new NDList(input)));
    }

    /** Scores of what follows the last of the tokens written so far: (N, U) to (N, V). */
    NDArray write(NDList memory, NDArray target) {
        Pass pass = look(new NDList(target));
        return transducer().write(memory, target, pass).get(new NDIndex(":, -1"));
    }

    private Transducer transducer() {
        return switch (program) {
            case Transducer transducer -> transducer;
            case Program.Chain chain -> throw new IllegalStateException("the network makes no texts");
            case SkipGram words -> throw new IllegalStateException("the network makes no texts");
        };
    }

    private NDList fed(NDList inputs) {
        // The layers after the base may not be able to have its order of channels, which the engine would keep.
        return base == null ? inputs : new NDList(ChannelOrder.outermost(base.evaluate(inputs)));
    }

    private Pass look(NDList inputs) {
        NDArray view = values.array().stopGradient();
        view.attach(inputs.head().getManager());
        return pass(view, false, inputs.head());
    }

    private Pass pass(NDArray flat, boolean training, NDArray input) {
        NDArray mask = input.getDataType() == DataType.INT64 ? Pass.maskOf(input) : null;
        List<NDArray> weights = new ArrayList<>(layout.parameters().size());
        if (layout.size() > 0) {
            NDList pieces = flat.split(cuts);
            for (Parameter parameter : layout.parameters()) {
                weights.add(pieces.get(parameter.index()).reshape(parameter.shape()));
            }
        }
        List<NDArray> measured = statistics.stream().map(FlatVector::array).toList();
        return new Pass(input.getManager(), weights, measured, training, mask);
    }
}
