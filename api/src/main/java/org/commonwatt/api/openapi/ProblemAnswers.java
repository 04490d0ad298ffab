package org.commonwatt.api.openapi;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

import org.commonwatt.api.problem.Problems;
import org.commonwatt.protocol.Problem;

/** Every operation may answer with a problem document, and with nothing else when it does not succeed. */
final class ProblemAnswers implements GlobalOpenApiCustomizer {

    @Override
    public void customise(OpenAPI document) {
        ResolvedSchema problem =
                ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(Problem.class));
        problem.referencedSchemas.forEach(document.getComponents()::addSchemas);
        ApiResponse answer = new ApiResponse()
                .description("A problem (RFC 9457)")
                .content(new Content()
                        .addMediaType(
                                Problems.MEDIA_TYPE,
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> add(operation, answer));
    }

    private static void add(Operation operation, ApiResponse answer) {
        // What the framework guesses from the exception handler is the handler's view, not the caller's.
        operation.getResponses().keySet().removeIf(status -> status.startsWith("4") || status.startsWith("5"));
        operation.getResponses().setDefault(answer);
    }
}
