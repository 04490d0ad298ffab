package org.commonwatt.protocol.architecture;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.form.Words;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.RecurrentOutput;
import org.commonwatt.protocol.spec.TimePooling;

/** Networks that read texts. */
final class Texts {

    private static final double EPSILON = 1e-5;

    private Texts() {}

    /** Gives embeddings the dataset's vocabulary where they name none. */
    static List<Layer> withVocabulary(List<Layer> layers, Ends ends) {
        return layers.stream()
                .map(layer -> layer instanceof Layer.Embedding embedding && embedding.vocabulary() == null
                        ? new Layer.Embedding(embedding.name(), embedding.units(), ends.vocabulary())
                        : layer)
                .toList();
    }

    static @Nullable List<Layer> layers(Model.LstmClassifier model, Ends ends, Violations violations) {
        if (noTokens(model, ends, violations)) {
            return null;
        }
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Embedding("embedding", model.embedding(), ends.vocabulary()));
        for (int i = 1; i <= model.layers(); i++) {
            RecurrentOutput output = i == model.layers() ? RecurrentOutput.LAST : RecurrentOutput.EVERY;
            layers.add(new Layer.Lstm("lstm" + i, model.units(), model.bidirectional(), output));
            Parts.dropout(layers, "dropout" + i, model.dropout());
        }
        layers.add(Parts.dense("output", ends.units()));
        return List.copyOf(layers);
    }

    static @Nullable List<Layer> layers(Model.TextTransformer model, Ends ends, Violations violations) {
        if (noTokens(model, ends, violations)) {
            return null;
        }
        List<Layer> layers = new ArrayList<>();
        blocks(layers, ends, model.width(), model.heads(), false, model.layers(), model.dropout());
        layers.add(new Layer.TimePool("pool", TimePooling.MEAN));
        layers.add(Parts.dense("output", ends.units()));
        return List.copyOf(layers);
    }

    static @Nullable List<Layer> layers(Model.Gpt model, Ends ends, Violations violations) {
        if (noTokens(model, ends, violations)) {
            return null;
        }
        List<Layer> layers = new ArrayList<>();
        blocks(layers, ends, model.width(), model.heads(), true, model.layers(), model.dropout());
        layers.add(new Layer.Unembedding("output", "embedding"));
        return List.copyOf(layers);
    }

    private static void blocks(
            List<Layer> layers, Ends ends, int width, int heads, boolean causal, int blocks, double dropout) {
        layers.add(new Layer.Embedding("embedding", width, ends.vocabulary()));
        layers.add(new Layer.PositionalEmbedding("positions"));
        Parts.dropout(layers, "dropout", dropout);
        for (int i = 1; i <= blocks; i++) {
            layers.add(new Layer.SelfAttentionBlock("block" + i, heads, causal, null, dropout));
        }
        layers.add(new Layer.LayerNorm("norm", EPSILON));
    }

    private static boolean noTokens(Model model, Ends ends, Violations violations) {
        if (ends.vocabulary() == null) {
            violations.add(
                    "/model/type", Words.ofType(model.getClass()) + " reads texts, and the dataset holds numbers");
        }
        return ends.vocabulary() == null;
    }
}
