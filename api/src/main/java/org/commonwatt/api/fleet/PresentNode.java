package org.commonwatt.api.fleet;

import java.util.UUID;

import org.commonwatt.protocol.node.Capability;

/**
 * A node that was heard from lately.
 *
 * @param capability what it last offered
 * @param leases how many leases it holds
 */
public record PresentNode(UUID id, Capability capability, int leases) {}
