package org.commonwatt.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with what somebody sent.
 *
 * @param pointer JSON pointer (RFC 6901) to the place
 * @param message what is wrong and what was expected, for people
 * @param suggestion what was probably meant, or null
 * @param line line in the text as sent, from 1, or null where unknown
 * @param column column in that line, from 1, or null where unknown
 */
public record Violation(
        String pointer,
        String message,
        @Nullable String suggestion,
        @Nullable Integer line,
        @Nullable Integer column) {}
