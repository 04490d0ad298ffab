package org.commonwatt.api.job;

import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.job.JobState;

/**
 * Which jobs to list, newest first.
 *
 * @param states all states when empty
 * @param name part of the name, or null
 * @param before only jobs older than this one, or null
 * @param limit the most that are wanted
 */
public record JobFilter(
        Set<JobState> states,
        @Nullable String name,
        @Nullable UUID before,
        int limit) {}
