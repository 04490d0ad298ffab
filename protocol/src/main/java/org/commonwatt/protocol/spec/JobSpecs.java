package org.commonwatt.protocol.spec;

import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.form.FormReader;
import org.commonwatt.protocol.form.FormSchema;
import org.commonwatt.protocol.form.FormWriter;
import org.commonwatt.protocol.text.Document;

/** Job specs as texts, as canonical JSON, and as a JSON Schema. */
public final class JobSpecs {

    private static final String SCHEMA_ID = "urn:commonwatt:schema:job-spec:1";

    private JobSpecs() {}

    /**
     * Reads a spec as somebody wrote it.
     *
     * @throws Rejected with every violation, each with its pointer, line and column
     */
    public static JobSpec read(byte[] text, SpecFormat format) throws Rejected {
        Document document = format.parse(text);
        try {
            return fromJson(document.root());
        } catch (Rejected e) {
            throw document.locate(e);
        }
    }

    /**
     * Gives violations that were found later, by a plan, their lines and columns in the text they came from.
     *
     * @throws Rejected when {@code text} itself is unreadable
     */
    public static Rejected locate(Rejected rejected, byte[] text, SpecFormat format) throws Rejected {
        return format.parse(text).locate(rejected);
    }

    /**
     * Reads a spec's tree.
     *
     * @throws Rejected with every violation, without lines and columns
     */
    public static JobSpec fromJson(JsonNode tree) throws Rejected {
        return FormReader.read(tree, JobSpec.class);
    }

    /** The canonical form: all defaults explicit, keys in a fixed order. */
    public static JsonNode toJson(JobSpec spec) {
        return FormWriter.write(spec);
    }

    /** JSON Schema 2020-12 of a spec. */
    public static JsonNode schema() {
        return FormSchema.of(JobSpec.class, SCHEMA_ID);
    }
}
