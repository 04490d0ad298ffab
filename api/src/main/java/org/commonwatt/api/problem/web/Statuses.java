package org.commonwatt.api.problem.web;

import org.jspecify.annotations.Nullable;
import org.springframework.web.ErrorResponse;

import org.commonwatt.api.problem.ProblemType;

/** Problem types for what the web framework itself refuses. */
final class Statuses {

    private Statuses() {}

    static ProblemType type(int status) {
        return switch (status) {
            case 401 -> ProblemType.UNAUTHENTICATED;
            case 403 -> ProblemType.FORBIDDEN;
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 413 -> ProblemType.BODY_TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> ProblemType.RATE_LIMITED;
            default -> status < 500 ? ProblemType.MALFORMED_BODY : ProblemType.INTERNAL;
        };
    }

    static @Nullable String explain(ErrorResponse known) {
        return known.getStatusCode().value() == 404
                ? "There is nothing at this address."
                : known.getBody().getDetail();
    }
}
