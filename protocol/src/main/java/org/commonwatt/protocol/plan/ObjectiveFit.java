package org.commonwatt.protocol.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.form.Words;
import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Loss;
import org.commonwatt.protocol.spec.Metric;
import org.commonwatt.protocol.spec.Model;

/** Whether a network's output, the loss, the metrics and the dataset's target speak of the same thing. */
final class ObjectiveFit {

    private ObjectiveFit() {}

    static void checkLoss(Loss loss, Target target, Violations violations) {
        switch (loss) {
            case Loss.SoftmaxCrossEntropy crossEntropy -> {
                if (target instanceof Target.Numbers) {
                    violations.add(
                            "/loss/type",
                            "softmaxCrossEntropy needs classes, and the dataset's target is numbers",
                            "mse");
                }
            }
            case Loss.Mse mse -> {
                // Numbers as they are, classes as one-hot rows.
            }
            case Loss.HalfMse halfMse -> {
                // The same.
            }
            case Loss.BinaryCrossEntropy binary -> {
                // The same; that numbers lie in 0..1 only the data can show.
            }
            case Loss.Mae mae -> {
                // The same.
            }
            case Loss.Huber huber -> {
                // The same.
            }
        }
    }

    static void checkMetrics(List<Metric> metrics, Target target, Violations violations) {
        Set<Metric> seen = new HashSet<>();
        for (int i = 0; i < metrics.size(); i++) {
            Metric metric = metrics.get(i);
            String pointer = "/metrics/" + i;
            if (!seen.add(metric)) {
                violations.add(pointer, Words.ofConstant(metric) + " is named twice");
            }
            boolean forClasses =
                    switch (metric) {
                        case ACCURACY, TOP3_ACCURACY, TOP5_ACCURACY, MACRO_F1 -> true;
                        case MAE, R2 -> false;
                    };
            if (forClasses != target instanceof Target.Classes) {
                violations.add(
                        pointer,
                        Words.ofConstant(metric) + " needs " + (forClasses ? "classes" : "numbers")
                                + ", and the dataset's target is " + (forClasses ? "numbers" : "classes"));
            }
            if (target instanceof Target.Classes classes && classes.names().size() <= places(metric)) {
                violations.add(
                        pointer,
                        Words.ofConstant(metric) + " is always 1 over "
                                + classes.names().size() + " classes",
                        "accuracy");
            }
        }
    }

    /** Among how many of the largest outputs a metric looks for the label; 0 where it does no such thing. */
    private static int places(Metric metric) {
        return switch (metric) {
            case TOP3_ACCURACY -> 3;
            case TOP5_ACCURACY -> 5;
            case ACCURACY, MACRO_F1, MAE, R2 -> 0;
        };
    }

    /** @param output what the network ends with */
    static void checkOutput(Model model, Loss loss, Shape output, Target target, Violations violations) {
        String pointer = last(model);
        Shape wanted = outputs(loss, target);
        if (!output.equals(wanted)) {
            String reason =
                    switch (target) {
                        case Target.Classes classes ->
                            wanted.last() < classes.names().size()
                                    ? "binaryCrossEntropy tells two classes by one output"
                                    : "one output for each of the " + wanted.last() + " classes";
                        case Target.Numbers numbers -> "one output for each of the target's numbers";
                    };
            violations.add(
                    pointer,
                    "the network ends with " + output + ", and the dataset asks for " + wanted + ": " + reason,
                    output.rank() == 1 ? "units: " + wanted.last() : "flatten before the last dense layer");
        }
        if (loss instanceof Loss.SoftmaxCrossEntropy && endsWith(ActivationFunction.SOFTMAX, model)) {
            violations.add(
                    pointer,
                    "softmaxCrossEntropy applies the softmax itself; a second one flattens the gradients",
                    "remove this layer");
        }
        if (loss instanceof Loss.BinaryCrossEntropy && endsWith(ActivationFunction.SIGMOID, model)) {
            violations.add(
                    pointer,
                    "binaryCrossEntropy applies the sigmoid itself; a second one flattens the gradients",
                    "remove this layer");
        }
    }

    private static Shape outputs(Loss loss, Target target) {
        return switch (target) {
            case Target.Classes classes
            when loss instanceof Loss.BinaryCrossEntropy && classes.names().size() == 2 -> Shape.of(1);
            case Target.Classes classes -> Shape.of(classes.names().size());
            case Target.Numbers numbers -> Shape.of(numbers.width());
        };
    }

    private static String last(Model model) {
        return switch (model) {
            case Model.Sequential sequential ->
                "/model/layers/" + (sequential.layers().size() - 1);
        };
    }

    private static boolean endsWith(ActivationFunction function, Model model) {
        return switch (model) {
            case Model.Sequential sequential ->
                sequential.layers().getLast() instanceof Layer.Activation activation
                        && activation.function() == function;
        };
    }
}
