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
 * @param reasons what keeps the job waiting, the most telling first; empty where nothing does
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
        /** Nodes take nothing now, by limits of their owners that they don't name. */
        LIMITED_BY_OWNER,
        /** Nodes were paused by their owners. */
        PAUSED_BY_OWNER,
        /** Nodes take no further task, as their owners want. */
        FINISHING,
        /** Nodes can't understand their owners' limits. */
        LIMITS_UNCLEAR,
        /** Nodes are in use by their owners, and lent only when they are not. */
        IN_USE,
        /** Nodes run on their batteries, and are lent only when they don't. */
        ON_BATTERY,
        /** Nodes are outside the hours in which they are lent. */
        OUTSIDE_HOURS,
        /** Nodes have spent the day's transfer. */
        TRANSFER_SPENT,
        /** Nodes are drained. */
        DRAINED,
        /** Nodes were not heard from lately. */
        AWAY,
        /** Nodes broke this very task, and others fit. */
        BROKE_THE_TASK,
        /** Held back for a node that is free and emits less. */
        HELD_FOR_CHEAPER,
        /** The job waits for hours with cleaner electricity. */
        GREEN_WINDOW,
        /** Nodes stand outside the zone that the job's green window was chosen in. */
        OTHER_ZONE
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
     * @param timing the decision about its time where the reason is about that, with window and cause; or null
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
            @Nullable Long bytes,
            @Nullable TimingView timing) {}

    /**
     * A part of a change: the end of what {@code of} says.
     *
     * @param bytes how much less memory or disk, or null
     * @param until when it comes by itself, or null
     */
    public record Change(
            Kind of, @Nullable Long bytes, @Nullable Instant until) {}
}
