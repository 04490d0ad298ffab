package org.commonwatt.api.openapi;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.swagger.v3.oas.models.Operation;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;

/** Says of each operation who may call it, and names it after its controller, so that names stay when others come. */
final class OperationNotes implements GlobalOperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        String controller = method.getBeanType().getSimpleName().replaceAll("Controller$", "");
        operation.setOperationId(controller.substring(0, 1).toLowerCase(Locale.ROOT) + controller.substring(1) + "-"
                + method.getMethod().getName());
        @Nullable AllowedTo onMethod = method.getMethodAnnotation(AllowedTo.class);
        @Nullable
        AllowedTo allowed = onMethod != null
                ? onMethod
                : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), AllowedTo.class);
        if (allowed == null) {
            return operation;
        }
        if (Arrays.asList(allowed.value()).contains(Who.ANYONE)) {
            return operation.security(List.of());
        }
        return operation.description(Arrays.stream(allowed.value())
                .map(who -> who.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "Allowed to: ", ".")));
    }
}
