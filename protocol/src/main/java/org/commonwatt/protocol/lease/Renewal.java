package org.commonwatt.protocol.lease;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.node.Capability;

/**
 * {@code PUT /leases/renewal}: all of a node's leases at once.
 *
 * @param capability what the node offers at this moment, or null where nothing changed
 * @param leases the leases it holds; none from a node that only says that it is there and by which limit it takes nothing
 */
public record Renewal(@Nullable Capability capability, List<Held> leases) {

    /** A lease that the node believes to hold, and how far it is. */
    public record Held(UUID id, long epoch, long step) {}

    /** The answer: one line for each lease that was named. */
    public record Answer(List<Renewed> leases) {}

    /** A lease's new end and what to do with it; {@code expiresAt} is null for a stale lease. */
    public record Renewed(UUID id, long epoch, @Nullable Instant expiresAt, Directive directive) {}
}
