package org.commonwatt.protocol.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.form.Words;
import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Loss;
import org.commonwatt.protocol.spec.Metric;
import org.commonwatt.protocol.spec.Model;

/** Whether a network's output, the loss, the metrics and the dataset's target speak of the same thing. */
final class ObjectiveFit {

    private ObjectiveFit() {}

    static void checkLoss(Loss loss, Target target, Violations violations) {
        boolean fits =
                switch (loss) {
                    case Loss.SoftmaxCrossEntropy crossEntropy -> target instanceof Target.Classes;
                    // Numbers as they are, classes as one-hot rows.
                    case Loss.Mse mse -> target instanceof Target.Labels;
                    case Loss.HalfMse halfMse -> target instanceof Target.Labels;
                    // That numbers lie in 0..1 only the data can show.
                    case Loss.BinaryCrossEntropy binary -> target instanceof Target.Labels;
                    case Loss.Mae mae -> target instanceof Target.Labels;
                    case Loss.Huber huber -> target instanceof Target.Labels;
                    case Loss.SequenceCrossEntropy crossEntropy -> ofTokens(target);
                    case Loss.NegativeSampling sampling -> target instanceof Target.NextToken;
                };
        if (!fits) {
            violations.add(
                    "/loss/type",
                    Words.ofType(loss.getClass()) + needs(loss) + ", and the dataset's target is " + named(target),
                    switch (target) {
                        case Target.Classes classes -> "softmaxCrossEntropy";
                        case Target.Numbers numbers -> "mse";
                        case Target.NextToken next -> "sequenceCrossEntropy";
                        case Target.Text text -> "sequenceCrossEntropy";
                    });
        }
    }

    private static String needs(Loss loss) {
        return switch (loss) {
            case Loss.SoftmaxCrossEntropy entropy -> " needs classes";
            case Loss.SequenceCrossEntropy entropy -> " needs texts";
            case Loss.NegativeSampling sampling -> " needs a plain text";
            case Loss.Mse mse -> " needs classes or numbers";
            case Loss.HalfMse mse -> " needs classes or numbers";
            case Loss.BinaryCrossEntropy binary -> " needs classes or numbers";
            case Loss.Mae mae -> " needs classes or numbers";
            case Loss.Huber huber -> " needs classes or numbers";
        };
    }

    private static boolean ofTokens(Target target) {
        return target instanceof Target.NextToken || target instanceof Target.Text;
    }

    private static String named(Target target) {
        return switch (target) {
            case Target.Classes classes -> "classes";
            case Target.Numbers numbers -> "numbers";
            case Target.NextToken next -> "the next token";
            case Target.Text text -> "a text";
        };
    }

    /** Words' vectors have a loss of their own, and no output that a metric could be taken of. */
    static void checkWords(JobSpec spec, Target target, Violations violations) {
        boolean words = spec.model() instanceof Model.Word2vec;
        if (words != spec.loss() instanceof Loss.NegativeSampling) {
            violations.add(
                    "/loss/type",
                    words ? "word2vec needs negativeSampling" : "negativeSampling is the loss of word2vec alone",
                    words ? "negativeSampling" : null);
        }
        if (words && !(target instanceof Target.NextToken)) {
            violations.add("/model/type", "word2vec needs a plain text, and the dataset's target is " + named(target));
        }
        if (words && !spec.metrics().isEmpty()) {
            violations.add("/metrics", "word2vec has its loss alone; look at its words' neighbours", "remove metrics");
        }
    }

    /** Whether the network can give anything of the target's kind at all. */
    static void checkModel(Model model, Target target, Violations violations) {
        boolean makesTexts = model instanceof Model.Transducer;
        if (makesTexts != target instanceof Target.Text) {
            violations.add(
                    "/model/type",
                    Words.ofType(model.getClass()) + (makesTexts ? " makes texts" : " can't make a text")
                            + ", and the dataset's target is " + named(target));
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
            boolean fits =
                    switch (metric) {
                        case ACCURACY, TOP3_ACCURACY, TOP5_ACCURACY, MACRO_F1 -> target instanceof Target.Classes;
                        case MAE, R2 -> target instanceof Target.Numbers;
                        case PERPLEXITY, TOKEN_ACCURACY -> ofTokens(target);
                        case SEQUENCE_ACCURACY, TOKEN_ERROR_RATE, BLEU -> target instanceof Target.Text;
                    };
            if (!fits) {
                violations.add(
                        pointer,
                        Words.ofConstant(metric) + " needs " + needs(metric) + ", and the dataset's target is "
                                + named(target));
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
            case ACCURACY, MACRO_F1, MAE, R2, PERPLEXITY, TOKEN_ACCURACY, SEQUENCE_ACCURACY, TOKEN_ERROR_RATE, BLEU ->
                0;
        };
    }

    private static String needs(Metric metric) {
        return switch (metric) {
            case ACCURACY, TOP3_ACCURACY, TOP5_ACCURACY, MACRO_F1 -> "classes";
            case MAE, R2 -> "numbers";
            case PERPLEXITY, TOKEN_ACCURACY -> "tokens";
            case SEQUENCE_ACCURACY, TOKEN_ERROR_RATE, BLEU -> "a text";
        };
    }

    /**
     * @param layers what {@code model} stands for
     * @param output what the network ends with
     */
    static void checkOutput(
            Model model, List<Layer> layers, Loss loss, Shape output, Outputs wanted, Violations violations) {
        String pointer = Network.pointer(model, layers, layers.size() - 1);
        if (!output.equals(wanted.shape())) {
            violations.add(
                    pointer,
                    "the network ends with " + output + ", and the dataset asks for " + wanted.shape() + ": "
                            + wanted.reason(),
                    output.rank() == wanted.shape().rank()
                            ? "units: " + wanted.shape().last()
                            : "flatten before the last dense layer");
        }
        if (loss instanceof Loss.SoftmaxCrossEntropy && endsWith(ActivationFunction.SOFTMAX, layers)) {
            violations.add(
                    pointer,
                    "softmaxCrossEntropy applies the softmax itself; a second one flattens the gradients",
                    "remove this layer");
        }
        if (loss instanceof Loss.BinaryCrossEntropy && endsWith(ActivationFunction.SIGMOID, layers)) {
            violations.add(
                    pointer,
                    "binaryCrossEntropy applies the sigmoid itself; a second one flattens the gradients",
                    "remove this layer");
        }
    }

    private static boolean endsWith(ActivationFunction function, List<Layer> layers) {
        return layers.getLast() instanceof Layer.Activation activation && activation.function() == function;
    }
}
