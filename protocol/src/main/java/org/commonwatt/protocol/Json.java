package org.commonwatt.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the messages between the programs. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new NullMarkedIntrospector())
            .addModule(new FormModule())
            .build();

    private Json() {}

    /**
     * The one mapper for messages: names in camelCase, instants in ISO 8601, nulls left out, unknown fields of a newer
     * program ignored. A component that is not {@code @Nullable} must be present. Specs and manifests inside a message
     * keep their own strict form.
     */
    public static JsonMapper mapper() {
        return MAPPER;
    }
}
