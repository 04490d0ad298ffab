package org.commonwatt.protocol.form;

import java.util.Collection;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Finds what was probably meant by a misspelt word. */
public final class Closest {

    private static final int LONGEST = 64;

    private Closest() {}

    /** The candidate nearest to {@code word}, or null when none is near: at most a third of the letters differ. */
    public static @Nullable String to(String word, Collection<String> candidates) {
        if (word.length() > LONGEST) {
            return null;
        }
        String best = null;
        int bestDistance = Math.max(1, word.length() / 3) + 1;
        for (String candidate : candidates) {
            int distance = distance(plain(word), plain(candidate));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Spelling habits that are no mistakes of letters: {@code batch_size}, {@code Batch-Size}. */
    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    }

    /** Insertions, deletions, substitutions and swaps of neighbours (Damerau 1964, the restricted form). */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] reused = beforeLast;
            beforeLast = last;
            last = row;
            row = reused;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }
}
