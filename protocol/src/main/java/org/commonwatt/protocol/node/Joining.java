package org.commonwatt.protocol.node;

import java.time.Instant;
import java.util.UUID;

/**
 * {@code POST /nodes}: a machine trades a single-use code for an identity.
 *
 * @param code the code as typed
 * @param name what its owner calls it
 * @param capability what it offers
 */
public record Joining(String code, String name, Capability capability) {

    /** A fresh code ({@code POST /nodes/codes}) and when it ends. */
    public record Code(String code, Instant expiresAt) {}

    /** The node's identity; the token is shown this once and reaches only the node's own leases. */
    public record Joined(UUID nodeId, String name, String token) {}
}
