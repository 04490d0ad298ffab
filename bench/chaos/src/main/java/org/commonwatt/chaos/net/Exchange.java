package org.commonwatt.chaos.net;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request that reached the service, and what the service answered, whether or not the answer reached its asker.
 *
 * @param sentNanos when it was sent to the service; counted by the harness from some moment on
 * @param answeredNanos when the whole answer had come
 * @param link whose request it is
 * @param origin how it came to be sent
 * @param key its Idempotency-Key
 * @param body what was sent, where that is text
 * @param status HTTP status, or 0 where no whole answer came
 * @param answer what came back, where that is JSON
 */
public record Exchange(
        long sentNanos,
        long answeredNanos,
        String link,
        Origin origin,
        String method,
        String path,
        @Nullable String key,
        @Nullable String body,
        int status,
        @Nullable JsonNode answer) {

    /** How a request came to be sent. */
    public enum Origin {
        /** As its sender wanted. */
        SENDER,
        /** A second time at once. */
        TWIN,
        /** After its sender had given it up. */
        LATE,
        /** Once more, out of the past. */
        OLD
    }

    /** Whether the service acknowledged it. */
    public boolean isAcknowledged() {
        return status >= 200 && status < 300;
    }

    /** Whether the service acknowledged it, or may have done what it asks for without a word that came through. */
    public boolean mayHaveBeenTaken() {
        return isAcknowledged() || status == 0;
    }
}
