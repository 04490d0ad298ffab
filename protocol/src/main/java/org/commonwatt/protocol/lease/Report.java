package org.commonwatt.protocol.lease;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.job.Progress;

/**
 * {@code POST /leases/{id}/metrics}: what a run did since the last report.
 *
 * @param epoch the lease's epoch
 * @param sequence counts the lease's reports from 1; a repeated one is acknowledged and not stored again
 * @param progress how far the run is, or null where nothing was measured yet
 * @param points new measurements
 * @param logs new lines of the log
 * @param energy energy of this lease so far, or null where unmeasured
 */
public record Report(
        long epoch,
        long sequence,
        @Nullable Progress progress,
        List<MetricPoint> points,
        List<LogLine> logs,
        @Nullable EnergyUse energy) {

    /** The answer. */
    public record Answer(Directive directive) {}
}
