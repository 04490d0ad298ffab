package org.commonwatt.api.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes secrets and hashes them for storage. A secret has 256 random bits, so that one round of SHA-256 is enough:
 * there is nothing to guess that a slow hash would protect.
 */
public final class Tokens {

    /** What every node's token begins with. */
    public static final String NODE_PREFIX = "cw_n_";

    private static final int SECRET_BYTES = 32;

    private final SecureRandom random;

    Tokens(SecureRandom random) {
        this.random = random;
    }

    /** A fresh token for a node: {@value #NODE_PREFIX} and 43 characters of URL-safe Base64. */
    public String newNodeToken() {
        return NODE_PREFIX + newSecret();
    }

    /** 256 random bits as 43 characters of URL-safe Base64. */
    public String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** SHA-256 of the text's UTF-8 bytes: 32 bytes. */
    public static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
