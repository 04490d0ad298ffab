package org.commonwatt.api.account;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A key as stored: never the secret, only its hash.
 *
 * @param prefix the part by which it is found, {@value #PREFIX_LENGTH} characters
 */
public record AccessKey(
        UUID id, UUID accountId, String label, String prefix, byte[] secretHash, Set<Scope> scopes, Instant createdAt) {

    /** What every key begins with. */
    static final String BEGIN = "cw_";

    static final int PREFIX_LENGTH = 8;

    /** The whole key as its owner keeps it. */
    static String written(String prefix, String secret) {
        return BEGIN + prefix + "_" + secret;
    }
}
