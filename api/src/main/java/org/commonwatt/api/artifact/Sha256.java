package org.commonwatt.api.artifact;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256: the name of an artifact. */
public final class Sha256 {

    private static final int LENGTH = 32;

    private final byte[] bytes;

    private Sha256(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads 64 lower-case hexadecimal digits.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Sha256 parse(String hex) {
        if (hex.length() != 2 * LENGTH || !hex.chars().allMatch(Sha256::isLowerHexDigit)) {
            throw new IllegalArgumentException("a SHA-256 is written as 64 lower-case hexadecimal digits");
        }
        return new Sha256(HexFormat.of().parseHex(hex));
    }

    private static boolean isLowerHexDigit(int digit) {
        return '0' <= digit && digit <= '9' || 'a' <= digit && digit <= 'f';
    }

    /** Wraps 32 bytes, as the database keeps them. */
    public static Sha256 of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + bytes.length);
        }
        return new Sha256(bytes.clone());
    }

    /** A digest to feed bytes to; {@link #of} wraps what it gives. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sha256 that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** 64 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
