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
                        case ACCURACY -> true;
                        case MAE, R2 -> false;
                    };
            if (forClasses != target instanceof Target.Classes) {
                violations.add(
                        pointer,
                        Words.ofConstant(metric) + " needs " + (forClasses ? "classes" : "numbers")
                                + ", and the dataset's target is " + (forClasses ? "numbers" : "classes"));
            }
        }
    }

    /** @param output what the network ends with */
    static void checkOutput(Model model, Loss loss, Shape output, Target target, Violations violations) {
        String pointer = last(model);
        Shape wanted =
                switch (target) {
                    case Target.Classes classes -> Shape.of(classes.names().size());
                    case Target.Numbers numbers -> Shape.of(numbers.width());
                };
        if (!output.equals(wanted)) {
            String reason =
                    switch (target) {
                        case Target.Classes classes -> "one output for each of the " + wanted.last() + " classes";
                        case Target.Numbers numbers -> "one output for each of the target's numbers";
                    };
            violations.add(
                    pointer,
                    "the network ends with " + output + ", and the dataset asks for " + wanted + ": " + reason,
                    output.rank() == 1 ? "units: " + wanted.last() : "flatten before the last dense layer");
        }
        if (loss instanceof Loss.SoftmaxCrossEntropy && endsWithSoftmax(model)) {
            violations.add(
                    pointer,
                    "softmaxCrossEntropy applies the softmax itself; a second one flattens the gradients",
                    "remove this layer");
        }
    }

    private static String last(Model model) {
        return switch (model) {
            case Model.Sequential sequential ->
                "/model/layers/" + (sequential.layers().size() - 1);
        };
    }

    private static boolean endsWithSoftmax(Model model) {
        return switch (model) {
            case Model.Sequential sequential ->
                sequential.layers().getLast() instanceof Layer.Activation activation
                        && activation.function() == ActivationFunction.SOFTMAX;
        };
    }
}
