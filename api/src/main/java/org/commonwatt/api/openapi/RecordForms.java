package org.commonwatt.api.openapi;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The protocol's records as schemas: a nested record is called by its outer names too, so that the many called Page stay
 * apart, and a component is required unless it is {@code @Nullable}.
 */
final class RecordForms implements ModelConverter {

    private static final String PROTOCOL = "org.commonwatt.protocol";

    @Override
    @SuppressWarnings("rawtypes") // as the interface is
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        JavaType java = Json31.mapper().constructType(type.getType());
        Class<?> raw = java == null ? Object.class : java.getRawClass();
        boolean ours = raw.getPackageName().startsWith(PROTOCOL) && !raw.isEnum();
        if (ours) {
            type.name(name(raw));
        }
        Schema schema = chain.next().resolve(type, context, chain);
        Schema model = ours ? context.getDefinedModels().get(name(raw)) : null;
        if (model != null && raw.isRecord()) {
            model.setRequired(required(raw));
        }
        return schema;
    }

    @Override
    public boolean isOpenapi31() {
        return true;
    }

    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return (outer == null ? "" : name(outer)) + type.getSimpleName();
    }

    private static @Nullable List<String> required(Class<?> type) {
        List<String> required = Stream.of(type.getRecordComponents())
                .filter(component -> !isNullable(component))
                .map(RecordComponent::getName)
                .sorted()
                .toList();
        return required.isEmpty() ? null : required;
    }

    private static boolean isNullable(RecordComponent component) {
        return Arrays.stream(component.getAnnotatedType().getAnnotations())
                .anyMatch(annotation -> annotation.annotationType() == Nullable.class);
    }
}
