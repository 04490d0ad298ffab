package org.commonwatt.protocol.lease;

import org.commonwatt.protocol.node.Capability;

/**
 * A node asks for work: {@code POST /leases} with an {@code Idempotency-Key}; the same key gets the same lease again.
 *
 * @param capability what the node offers at this moment
 * @param waitSeconds longest time that the service may hold the request open, 0..50 s
 */
public record LeaseRequest(Capability capability, int waitSeconds) {}
