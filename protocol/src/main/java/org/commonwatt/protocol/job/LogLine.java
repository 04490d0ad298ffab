package org.commonwatt.protocol.job;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** One line of a job's log. {@code level} is INFO, WARN or ERROR. */
public record LogLine(Instant at, String level, String text) {

    /** A stored line with its place in the job's log. */
    public record Stored(long seq, Instant at, String level, String text) {}

    /** A page of a log, oldest first; {@code next} is what to pass as {@code after} for more, or null at the end. */
    public record Page(List<Stored> items, @Nullable Long next) {}
}
