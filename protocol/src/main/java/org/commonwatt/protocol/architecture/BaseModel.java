package org.commonwatt.protocol.architecture;

import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.form.FormReader;
import org.commonwatt.protocol.form.FormWriter;
import org.commonwatt.protocol.spec.Layer;

/**
 * What a trained model is made of, as its file says it.
 *
 * @param layers all its layers, from input to output; those without a name are called as in a spec
 */
public record BaseModel(List<Layer> layers) {

    /** The key of a model file's metadata under which {@link #toText} stands. */
    public static final String KEY = "commonwatt.layers";

    public BaseModel {
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
            Violations violations = new Violations();
            violations.add("", "not JSON: " + e.getOriginalMessage());
            violations.throwIfAny();
            throw e;
        }
        return FormReader.read(tree, BaseModel.class);
    }

    /** Canonical JSON. */
    public String toText() {
        return FormWriter.write(this).toString();
    }
}
