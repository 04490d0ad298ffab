package org.commonwatt.api.problem;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Problem;

/** Makes problem documents. */
public final class Problems {

    /** The media type of every problem document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private Problems() {}

    /** The document of a refusal at a path. */
    public static Problem of(Refusal refusal, String path) {
        return new Problem(
                refusal.type().urn(),
                refusal.type().title(),
                refusal.type().status(),
                refusal.getMessage(),
                path,
                refusal.violations().isEmpty() ? null : refusal.violations());
    }

    /** A document without violations. */
    public static Problem of(ProblemType type, @Nullable String detail, String path) {
        return of(type, detail, path, type.status());
    }

    /** A document for a status that is close to the type's own, such as 416 for a range that can't be read. */
    public static Problem of(ProblemType type, @Nullable String detail, String path, int status) {
        return new Problem(type.urn(), type.title(), status, detail, path, null);
    }
}
