package org.commonwatt.protocol.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Words;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.LayerNames;

/** Arithmetic of layers inside a layer. */
final class Residuals {

    private Residuals() {}

    /** The field, and the part of parameters' names, that tells the layers around from those through. */
    private static final String SHORTCUT = "shortcut";

    /** Both branches, and one addition for each value. */
    static Effect of(Layer.Residual residual, Shape input) throws Misfit {
        Effect around = Effect.unchanged(input);
        List<Layer> shortcut = residual.shortcut();
        if (shortcut != null) {
            refuseItsName(residual.layers());
            around = branch(SHORTCUT, shortcut, input);
        }
        Effect through = branch("layers", residual.layers(), input);
        if (!through.output().equals(around.output())) {
            throw Misfit.because("its layers give " + through.output() + " and "
                    + (shortcut == null ? "the input is " : "its shortcut gives ") + around.output()
                    + ", which can't be added");
        }
        return around.then(through).then(Effect.keeping(through.output(), 1));
    }

    /** Parts of a layer called shortcut would be named as layers of the shortcut are. */
    private static void refuseItsName(List<Layer> layers) throws Misfit {
        int named = LayerNames.of(layers).indexOf(SHORTCUT);
        if (named >= 0) {
            throw Misfit.in(
                    "layers/" + named + "/name",
                    "a layer inside it is called " + SHORTCUT + ", as the layers around it are in parameters' names");
        }
    }

    /** The shortest side of the first layer's input that leaves at least {@code side} after the last. */
    static long shortest(List<Layer> layers, long side) {
        for (Layer layer : layers.reversed()) {
            side = LayerArithmetic.shortest(layer, side);
        }
        return side;
    }

    private static Effect branch(String field, List<Layer> layers, Shape input) throws Misfit {
        List<String> names = LayerNames.of(layers);
        Effect sum = Effect.unchanged(input);
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (names.indexOf(names.get(i)) < i) {
                throw Misfit.in(field + "/" + i, "a second layer inside it is called " + names.get(i));
            }
            try {
                sum = sum.then(LayerArithmetic.of(layer, sum.output()));
            } catch (Misfit misfit) {
                String named = "its " + names.get(i) + " (" + Words.ofType(layer.getClass()) + ")";
                throw Misfit.inside(
                        field + "/" + i,
                        misfit,
                        named + " can't take " + sum.output() + ": " + misfit.getMessage(),
                        smallest(layers.subList(0, i), input, sum.output(), misfit.smallest()));
            }
        }
        return sum;
    }

    /** The input that becomes {@code wanted} instead of {@code found}, or null where they don't have the same dimensions. */
    private static @Nullable Shape smallest(List<Layer> before, Shape input, Shape found, @Nullable Shape wanted) {
        if (wanted == null || input.rank() != found.rank()) {
            return null;
        }
        return input.withSides(
                wanted.sides().stream().map(side -> shortest(before, side)).toList());
    }
}
