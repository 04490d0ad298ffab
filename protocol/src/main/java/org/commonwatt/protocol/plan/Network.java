package org.commonwatt.protocol.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.architecture.Architectures;
import org.commonwatt.protocol.form.Words;
import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.LayerNames;
import org.commonwatt.protocol.spec.Model;

/**
 * What an input becomes on its way through a network.
 *
 * @param layers what each layer does, in order
 * @param frozen how many of the first layers stay as they are
 * @param kept values of one example that are kept for the backward pass
 * @param widest the most values of one example that stand at once around a frozen layer, which keeps none; 0 without one
 */
record Network(List<LayerPlan> layers, int frozen, long kept, long widest) {

    /** A network without frozen layers. */
    Network(List<LayerPlan> layers, long kept) {
        this(layers, 0, kept, 0);
    }

    /**
     * The network's plan, or null after noting the first layer that does not fit.
     *
     * @param layers what {@code model} stands for
     */
    static @Nullable Network follow(Model model, List<Layer> layers, Input input, Violations violations) {
        return new Walk(layers, firstWritten(model, layers), Architectures.frozen(model, layers), input, violations)
                .follow();
    }

    /** Where layer {@code index} stands in the spec: the model itself for a layer that is not written there. */
    static String pointer(Model model, List<Layer> layers, int index) {
        return pointer(firstWritten(model, layers), index);
    }

    private static String pointer(int firstWritten, int index) {
        return index >= firstWritten ? "/model/layers/" + (index - firstWritten) : "/model";
    }

    /** From which layer on they stand in the spec. */
    private static int firstWritten(Model model, List<Layer> layers) {
        if (model instanceof Model.Sequential) {
            return 0;
        }
        return layers.size() - (model instanceof Model.Base base ? base.layers().size() : 0);
    }

    /** Layers that stand alone. */
    static @Nullable Network follow(List<Layer> layers, Input input, Violations violations) {
        return new Walk(layers, 0, 0, input, violations).follow();
    }

    /** One way through. */
    private static final class Walk {

        private final List<Layer> layers;
        private final List<String> names;
        private final int firstWritten;
        private final int frozen;
        private final Input input;
        private final Violations violations;
        private final List<LayerPlan> plans = new ArrayList<>();

        /** @param firstWritten from which layer on they stand in the spec, where a pointer can name each */
        Walk(List<Layer> layers, int firstWritten, int frozen, Input input, Violations violations) {
            this.layers = layers;
            this.names = LayerNames.of(layers);
            this.firstWritten = firstWritten;
            this.frozen = frozen;
            this.input = input;
            this.violations = violations;
        }

        @Nullable
        Network follow() {
            refuseRepeatedNames();
            Shape shape = input.shape();
            long kept = 0;
            long widest = 0;
            for (int i = 0; i < layers.size(); i++) {
                try {
                    Effect effect = effect(i, shape);
                    plans.add(new LayerPlan(
                            names.get(i),
                            type(i),
                            shape.dimensions(),
                            effect.output().dimensions(),
                            effect.parameters(),
                            effect.flops()));
                    if (i < frozen) {
                        widest = Math.max(widest, Math.addExact(shape.elements(), effect.kept()));
                    } else {
                        kept = Math.addExact(kept, effect.kept());
                    }
                    shape = effect.output();
                } catch (Misfit misfit) {
                    note(i, shape, misfit);
                    return null;
                } catch (ArithmeticException e) {
                    violations.add(
                            pointer(i, ""), named(i) + " on " + shape + " needs more than 2^63 operations or values");
                    return null;
                }
            }
            return new Network(List.copyOf(plans), frozen, kept, widest);
        }

        private Effect effect(int index, Shape shape) throws Misfit {
            Layer layer = layers.get(index);
            Integer vocabulary = input.vocabulary();
            if (index == 0 && vocabulary != null) {
                return Embeddings.ofTokens(layer, input, vocabulary);
            }
            return layer instanceof Layer.Unembedding unembedding
                    ? Embeddings.of(unembedding, shape, plans)
                    : LayerArithmetic.of(layer, shape);
        }

        private void refuseRepeatedNames() {
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < layers.size(); i++) {
                if (!seen.add(names.get(i))) {
                    String field = layers.get(i).name() == null ? "" : "/name";
                    violations.add(pointer(i, field), "a second layer is called " + names.get(i));
                }
            }
        }

        private void note(int index, Shape shape, Misfit misfit) {
            StringBuilder message = new StringBuilder(named(index))
                    .append(" can't take ")
                    .append(shape)
                    .append(": ")
                    .append(misfit.getMessage());
            Shape smallest = misfit.smallest();
            if (smallest != null) {
                message.append("; the smallest that fits is ").append(smallest);
                Shape network = smallestInput(index, smallest);
                if (network != null && index > 0) {
                    message.append(", which a network's input of ")
                            .append(network)
                            .append(" would become");
                }
            }
            String field = misfit.field().isEmpty() ? "" : "/" + misfit.field();
            violations.add(pointer(index, field), message.toString());
        }

        /** The smallest input that reaches layer {@code index} as {@code shape}; null where one before it changes the number of dimensions. */
        private @Nullable Shape smallestInput(int index, Shape shape) {
            List<Layer> before = layers.subList(0, index);
            for (int i = 0; i < index; i++) {
                if (plans.get(i).inputShape().size() != shape.rank() || layers.get(i) instanceof Layer.Reshape) {
                    return null;
                }
            }
            return input.shape()
                    .withSides(shape.sides().stream()
                            .map(side -> Residuals.shortest(before, side))
                            .toList());
        }

        private String pointer(int index, String field) {
            return index >= firstWritten ? Network.pointer(firstWritten, index) + field : "/model";
        }

        private String named(int index) {
            return names.get(index) + " (" + type(index) + ")";
        }

        private String type(int index) {
            return Words.ofType(layers.get(index).getClass());
        }
    }
}
