package org.commonwatt.cli.client;

import java.util.Arrays;
import java.util.Objects;

import org.commonwatt.protocol.spec.SpecFormat;

/** A spec as it is sent: its bytes and how they are written. */
public record SpecText(byte[] bytes, SpecFormat format) {

    String mediaType() {
        return switch (format) {
            case YAML -> "application/yaml";
            case JSON -> "application/json";
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpecText spec && format == spec.format && Arrays.equals(bytes, spec.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(format, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        return "SpecText[" + bytes.length + " bytes of " + format + "]";
    }
}
