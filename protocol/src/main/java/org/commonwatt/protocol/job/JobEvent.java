package org.commonwatt.protocol.job;

import java.util.List;

/**
 * What {@code GET /jobs/{id}/events} sends; the SSE event name is the record's name in lower case. The stream's first
 * event is always a {@link State}, and it ends after a final one.
 */
public sealed interface JobEvent {

    /** The job as it is now: sent at the start, at each change of state, and with each report of progress. */
    record State(JobView job) implements JobEvent {}

    /** New points, in order of storage; a step that was seen before replaces the older point. */
    record Metrics(List<MetricPoint> points) implements JobEvent {}

    /** New lines of the log. */
    record Log(List<LogLine.Stored> lines) implements JobEvent {}
}
