package org.commonwatt.api.job;

import java.util.UUID;

import org.commonwatt.protocol.lease.Report;

/** What runs report: progress, metrics, log. */
public interface RunRecords {

    /**
     * Stores a report. Joins the caller's transaction, which must hold the lease's row locked: that is what puts the
     * feed of a job in order. A step that was measured before replaces the older point.
     */
    void append(UUID jobId, long leaseEpoch, Report report);

    /** Stores one line of the service's own in the job's log, such as why a node gave it back. */
    void note(UUID jobId, String text);
}
