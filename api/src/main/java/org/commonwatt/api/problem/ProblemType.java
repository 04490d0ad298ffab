package org.commonwatt.api.problem;

import java.util.Locale;

/** Every kind of problem that the service answers with; the name in kebab-case ends the type's URN. */
public enum ProblemType {
    SPEC_REJECTED(422, "The document says something that can't be done"),
    DATASET_NOT_FOUND(422, "The dataset is not published here"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
    JOINING_CODE_INVALID(422, "The code is unknown, used, or too old"),
    HASH_MISMATCH(422, "The bytes do not match their name"),
    MALFORMED_BODY(400, "The request can't be read"),
    UNAUTHENTICATED(401, "A valid key is needed"),
    FORBIDDEN(403, "The key does not allow this"),
    CSRF(403, "The session's X-CSRF-Token is missing or wrong"),
    NOT_FOUND(404, "There is no such thing here"),
    MODEL_NOT_READY(404, "The job has no model yet"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "None of the accepted media types can be made"),
    LEASE_STALE(409, "The lease is no longer yours"),
    WRONG_OFFSET(409, "The upload goes on elsewhere"),
    STATE_CONFLICT(409, "The present state does not allow this"),
    ARTIFACT_DAMAGED(410, "The stored bytes are damaged"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type is not understood here"),
    RATE_LIMITED(429, "Too many requests"),
    INTERNAL(500, "The service failed"),
    STORAGE_FULL(507, "The service's storage is full");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** The kind in a few words, for people. */
    public String title() {
        return title;
    }

    /** {@code urn:commonwatt:problem:…}. */
    public String urn() {
        return "urn:commonwatt:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
