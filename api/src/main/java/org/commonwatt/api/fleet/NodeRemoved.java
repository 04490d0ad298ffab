package org.commonwatt.api.fleet;

import java.util.UUID;

/** A node was removed by its owner: its token works no more. Published within the transaction that stores it. */
public record NodeRemoved(UUID nodeId) {}
