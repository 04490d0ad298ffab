package org.commonwatt.protocol.node;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.plan.PlanView.IntensityView;

/**
 * A donated machine as people see it.
 *
 * @param state what it does at this moment
 * @param capability what it last offered
 * @param intensity the electricity's intensity where it stands
 * @param lastSeenAt when the service last heard from it
 * @param job the job it works on, or null
 * @param tasksCompleted number of tasks it finished
 * @param energyWh marginal energy it gave so far in Wh, or null where unmeasured
 * @param drainedAt since when it is to take nothing new, or null
 */
public record NodeView(
        UUID id,
        String name,
        State state,
        Capability capability,
        IntensityView intensity,
        Instant joinedAt,
        @Nullable Instant lastSeenAt,
        @Nullable RunningJob job,
        long tasksCompleted,
        @Nullable Double energyWh,
        @Nullable Instant drainedAt) {

    /** What a node does. */
    public enum State {
        IDLE,
        WORKING,
        /** Not heard from for longer than the service's limit. */
        AWAY
    }

    /** A job that a node works on. */
    public record RunningJob(UUID id, String name) {}

    /** All nodes that the caller may see. */
    public record Page(List<NodeView> items) {}
}
