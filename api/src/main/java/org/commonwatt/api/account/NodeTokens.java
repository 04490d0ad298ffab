package org.commonwatt.api.account;

import java.util.Optional;

/** Knows the nodes' tokens; the module that holds the nodes implements it. */
public interface NodeTokens {

    /**
     * The node that a token belongs to, unless it was removed.
     *
     * @param tokenHash {@link Tokens#hash} of the token as sent
     */
    Optional<Caller> resolve(byte[] tokenHash);
}
