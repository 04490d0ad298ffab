package org.commonwatt.protocol.architecture;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.form.Words;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Model;

/** Says which layers a model stands for. The trainer and the plan know layers only. */
public final class Architectures {

    private Architectures() {}

    /**
     * The layers, from input to output, or null after noting that there is no such variant. Layers of an architecture carry
     * names, which stay the same in all versions.
     */
    public static @Nullable List<Layer> layers(Model model, Ends ends, Violations violations) {
        return switch (model) {
            case Model.Sequential sequential -> Texts.withVocabulary(sequential.layers(), ends);
            case Model.Mlp mlp -> Plain.layers(mlp, ends);
            case Model.Lenet lenet -> Plain.layers(lenet, ends);
            case Model.Vgg vgg -> Vggs.layers(vgg, ends, violations);
            case Model.Resnet resnet -> Resnets.layers(resnet, ends, violations);
            case Model.MobilenetV2 mobilenet -> Mobilenets.layers(mobilenet, ends);
            case Model.LstmClassifier classifier -> Texts.layers(classifier, ends, violations);
            case Model.TextTransformer transformer -> Texts.layers(transformer, ends, violations);
            case Model.Gpt gpt -> Texts.layers(gpt, ends, violations);
            case Model.Transducer transducer -> none(transducer, violations);
            case Model.Word2vec words -> none(words, violations);
            case Model.Base base -> Bases.layers(base, ends, violations);
        };
    }

    private static @Nullable List<Layer> none(Model model, Violations violations) {
        violations.add("/model/type", Words.ofType(model.getClass()) + " is no list of layers");
        return null;
    }

    /** How many of a model's first layers stay as they are. */
    public static int frozen(Model model, List<Layer> layers) {
        return model instanceof Model.Base base && base.frozen() ? Bases.kept(base, layers) : 0;
    }
}
