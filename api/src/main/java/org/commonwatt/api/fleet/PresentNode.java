package org.commonwatt.api.fleet;

import java.time.Instant;
import java.util.UUID;

import org.commonwatt.protocol.node.Capability;

/**
 * A node with what it last said.
 *
 * @param capability what it last offered
 * @param leases how many leases it holds
 * @param lastSeenAt when it was last heard from
 * @param drained whether it is to take nothing new
 */
public record PresentNode(UUID id, Capability capability, int leases, Instant lastSeenAt, boolean drained) {}
