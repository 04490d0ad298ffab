package org.commonwatt.api.fleet;

import java.util.Locale;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.account.Tokens;

/**
 * A code that a person types on a machine: eight characters, written {@code XXXX-XXXX}. The alphabet leaves out what is
 * easily mistaken (0 O, 1 I L), so there are 31^8 ≈ 8.5 · 10^11 codes; the few that are alive for ten minutes can't be guessed
 * over HTTP.
 */
record JoiningCode(String letters) {

    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final int LENGTH = 8;

    static JoiningCode random(RandomGenerator random) {
        StringBuilder letters = new StringBuilder(LENGTH);
        for (int index = 0; index < LENGTH; index++) {
            letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new JoiningCode(letters.toString());
    }

    /** Reads a code as typed: in either case, with or without the hyphen; null when it can't be one. */
    static @Nullable JoiningCode parse(String typed) {
        String letters = typed.replace("-", "").replace(" ", "").toUpperCase(Locale.ROOT);
        boolean valid = letters.length() == LENGTH && letters.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
        return valid ? new JoiningCode(letters) : null;
    }

    /** What is stored instead of the code: 32 bytes. */
    byte[] hash() {
        return Tokens.hash(letters);
    }

    String written() {
        return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
    }
}
