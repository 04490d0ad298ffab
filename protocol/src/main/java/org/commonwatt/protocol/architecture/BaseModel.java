package org.commonwatt.protocol.architecture;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.form.FormReader;
import org.commonwatt.protocol.form.FormWriter;
import org.commonwatt.protocol.form.Range;
import org.commonwatt.protocol.form.Size;
import org.commonwatt.protocol.spec.Layer;

/**
 * What a trained model is made of, as its file says it.
 *
 * @param input shape of one of the inputs that it was trained on; null in files that do not say it
 * @param layers all its layers, from input to output; those without a name are called as in a spec
 */
public record BaseModel(
        @Range(min = 1, max = 1_000_000_000) @Size(min = 1, max = 8) @Nullable
        List<Long> input,

        @Size(max = 10_000) List<Layer> layers) {

    /** The key of a model file's metadata under which {@link #toText} stands. */
    public static final String KEY = "commonwatt.layers";

    public BaseModel {
        input = input == null ? null : List.copyOf(input);
        layers = List.copyOf(layers);
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws Rejected when it is not that
     */
    public static BaseModel parse(String text) throws Rejected {
        JsonNode tree;
        try {
            tree = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw Rejected.at("", "not JSON: " + e.getOriginalMessage());
        }
        return FormReader.read(tree, BaseModel.class);
    }

    /** Canonical JSON. */
    public String toText() {
        return FormWriter.write(this).toString();
    }
}
