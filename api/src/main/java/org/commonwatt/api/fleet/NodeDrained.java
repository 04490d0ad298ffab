package org.commonwatt.api.fleet;

import java.util.UUID;

/**
 * A node is drained, or is open again. Published within the transaction that stores it.
 *
 * @param drained whether it is to take nothing new from now on
 */
public record NodeDrained(UUID nodeId, boolean drained) {}
