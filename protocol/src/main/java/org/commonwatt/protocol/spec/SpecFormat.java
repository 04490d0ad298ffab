package org.commonwatt.protocol.spec;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.text.Document;

/** The languages in which specs and manifests are written. */
public enum SpecFormat {
    /** YAML 1.2, core schema, {@code application/yaml}. */
    YAML,
    /** JSON, {@code application/json}. */
    JSON;

    /**
     * Reads a text of this language.
     *
     * @throws Rejected when it is not one
     */
    public Document parse(byte[] text) throws Rejected {
        return switch (this) {
            case YAML -> Document.yaml(text);
            case JSON -> Document.json(text);
        };
    }
}
