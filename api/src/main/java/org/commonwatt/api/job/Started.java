package org.commonwatt.api.job;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.job.JobState;

/**
 * What came of a job's start.
 *
 * @param state the job's, after it
 * @param assignment what its node has to know of it, or null where the job had ended already
 */
public record Started(JobState state, @Nullable Assignment assignment) {}
