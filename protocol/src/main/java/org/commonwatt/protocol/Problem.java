package org.commonwatt.protocol;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457), {@code application/problem+json}.
 *
 * @param type {@code urn:commonwatt:problem:…}
 * @param title the type in a few words
 * @param status the HTTP status
 * @param detail what was wrong this time, where, and what to do
 * @param instance the request's path
 * @param violations every single fault, where a document was refused
 */
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        @Nullable List<Violation> violations) {

    /** A command line that is not understood; nobody was asked, so that there is no HTTP status. */
    public static Problem misunderstood(@Nullable String detail) {
        return new Problem("urn:commonwatt:problem:usage", "Not understood", 0, detail, null, null);
    }

    /** A command that was understood and failed on this machine; likewise without an HTTP status. */
    public static Problem failed(@Nullable String detail) {
        return new Problem("urn:commonwatt:problem:command-failed", "The command failed", 0, detail, null, null);
    }
}
