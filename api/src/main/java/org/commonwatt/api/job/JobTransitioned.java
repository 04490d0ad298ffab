package org.commonwatt.api.job;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.job.JobState;

/** A job went from one state to another; published when the aggregate is saved, within its transaction. */
record JobTransitioned(
        UUID jobId,
        Transition transition,
        JobState from,
        JobState to,
        @Nullable UUID nodeId,
        @Nullable String reason) {}
