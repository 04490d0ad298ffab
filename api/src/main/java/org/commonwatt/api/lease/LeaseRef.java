package org.commonwatt.api.lease;

import java.util.UUID;

/** A lease as its holder names it. All three must match for a write to be taken. */
public record LeaseRef(UUID id, long epoch, UUID nodeId) {}
