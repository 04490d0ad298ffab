package org.commonwatt.protocol.job;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Why a job stands where it does: {@code GET /jobs/{id}/explanation}.
 *
 * @param sentence the answer in a sentence
 * @param nodes nodes that joined and were not removed
 * @param able how many of them could take the job at this moment
 * @param reasons what keeps a queued job waiting, the most telling first; empty where nothing does
 */
public record JobExplanation(JobState state, String sentence, int nodes, int able, List<Reason> reasons) {

    /** What a reason is about. */
    public enum Kind {
        /** No node has joined. */
        NO_NODES,
        /** A node broke the run; it is tried again later. */
        BACKING_OFF,
        /** Other tasks go first. */
        BEHIND_OTHERS,
        /** Nodes offer less memory than needed. */
        TOO_LITTLE_MEMORY,
        /** Nodes offer less disk than needed. */
        TOO_LITTLE_DISK,
        /** Nodes work on other tasks. */
        BUSY,
        /** Nodes take nothing now, by their owners' limits. */
        LIMITED_BY_OWNER,
        /** Nodes are drained. */
        DRAINED,
        /** Nodes were not heard from lately. */
        AWAY,
        /** Nodes broke this very task, and others fit. */
        BROKE_THE_TASK,
        /** Held back for a node that is free and emits less. */
        HELD_FOR_CHEAPER
    }

    /**
     * One reason; a node with two counts for both.
     *
     * @param nodes number of nodes that it rules out
     * @param sentence the reason in words
     * @param nearestChange what would help with the least change, in words
     * @param change the same in parts, all of them needed; empty where nothing but time helps
     * @param gained number of nodes that this change would let take the job
     * @param until when it ends by itself, or null
     * @param tasks how many tasks go first, or how often the run broke; or null
     * @param bytes memory or disk that the job needs, or null
     */
    public record Reason(
            Kind kind,
            int nodes,
            String sentence,
            String nearestChange,
            List<Change> change,
            int gained,
            @Nullable Instant until,
            @Nullable Integer tasks,
            @Nullable Long bytes) {}

    /**
     * A part of a change: the end of what {@code of} says.
     *
     * @param bytes how much less memory or disk, or null
     * @param until when it comes by itself, or null
     */
    public record Change(
            Kind of, @Nullable Long bytes, @Nullable Instant until) {}
}
