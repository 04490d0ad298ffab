package org.commonwatt.worker.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** No answer, or one that says "not now": the same request may succeed later. */
public final class ServiceAway extends ServiceException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    ServiceAway(String message, @Nullable Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    ServiceAway(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = null;
    }

    /** How long the service asked to wait, or null where it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
