package org.commonwatt.api.openapi;

import java.util.List;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

import org.commonwatt.protocol.job.JobEvent;

/** The bodies of server-sent events, which no operation names as its answer. */
final class EventForms implements GlobalOpenApiCustomizer {

    @Override
    public void customise(OpenAPI document) {
        for (Class<?> event : List.of(JobEvent.State.class, JobEvent.Metrics.class, JobEvent.Log.class)) {
            ModelConverters.getInstance(true)
                    .resolveAsResolvedSchema(new AnnotatedType(event))
                    .referencedSchemas
                    .forEach(document.getComponents()::addSchemas);
        }
    }
}
