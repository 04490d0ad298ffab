package org.commonwatt.cli.client;

import java.nio.charset.StandardCharsets;

import org.commonwatt.protocol.spec.SpecFormat;

/** A spec as it is sent, in UTF-8, and how it is written. */
public record SpecText(String text, SpecFormat format) {

    /** The text's bytes. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    String mediaType() {
        return switch (format) {
            case YAML -> "application/yaml";
            case JSON -> "application/json";
        };
    }
}
