package org.commonwatt.worker.training.comparison;

/**
 * The fewest insertions, deletions and substitutions of single tokens that make one sequence into another (Levenshtein
 * 1966), by the algorithm of Wagner and Fischer 1974 with two rows.
 */
public final class EditDistance {

    private EditDistance() {}

    /** Takes time of the product of both lengths, and memory of the second's. */
    public static int between(int[] one, int[] other) {
        int[] above = new int[other.length + 1];
        for (int column = 0; column <= other.length; column++) {
            above[column] = column;
        }
        int[] row = new int[other.length + 1];
        for (int line = 1; line <= one.length; line++) {
            row[0] = line;
            for (int column = 1; column <= other.length; column++) {
                int substituted = above[column - 1] + (one[line - 1] == other[column - 1] ? 0 : 1);
                row[column] = Math.min(substituted, 1 + Math.min(above[column], row[column - 1]));
            }
            int[] swap = above;
            above = row;
            row = swap;
        }
        return above[other.length];
    }
}
