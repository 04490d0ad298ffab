package org.commonwatt.worker.training.comparison;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BLEU of a whole corpus (Papineni, Roukos, Ward and Zhu 2002, section 2.3): the geometric mean of the modified
 * precisions of 1 to 4 tokens in a row, times a penalty for brevity. Nothing is smoothed: where no four tokens in a row
 * are right it is 0.
 *
 * <p>BP · exp(Σₙ ¼ ln pₙ), with BP = min(1, exp(1 − r/c)), c the length of all that was made and r that of the
 * references, of each sentence the one nearest in length, the shorter of two that are equally near.
 */
public final class Bleu {

    private static final int LONGEST = 4;

    private final long[] right = new long[LONGEST];
    private final long[] made = new long[LONGEST];
    private long madeLength;
    private long referenceLength;

    /** @param references what would have been right, at least one */
    public void add(int[] candidate, List<int[]> references) {
        madeLength += candidate.length;
        referenceLength += nearestLength(candidate.length, references);
        for (int length = 1; length <= LONGEST; length++) {
            Map<List<Integer>, Integer> most = new HashMap<>();
            for (int[] reference : references) {
                count(reference, length).forEach((gram, times) -> most.merge(gram, times, Math::max));
            }
            for (Map.Entry<List<Integer>, Integer> gram :
                    count(candidate, length).entrySet()) {
                made[length - 1] += gram.getValue();
                right[length - 1] += Math.min(gram.getValue(), most.getOrDefault(gram.getKey(), 0));
            }
        }
    }

    private static int nearestLength(int length, List<int[]> references) {
        int nearest = references.getFirst().length;
        for (int[] reference : references) {
            int distance = Math.abs(reference.length - length);
            int best = Math.abs(nearest - length);
            if (distance < best || (distance == best && reference.length < nearest)) {
                nearest = reference.length;
            }
        }
        return nearest;
    }

    private static Map<List<Integer>, Integer> count(int[] tokens, int length) {
        List<Integer> all = Arrays.stream(tokens).boxed().toList();
        Map<List<Integer>, Integer> counts = new HashMap<>();
        for (int from = 0; from + length <= all.size(); from++) {
            counts.merge(all.subList(from, from + length), 1, Integer::sum);
        }
        return counts;
    }

    /** The share of the tokens in a row that were made which are right, each counted as often as a reference has it. */
    double precision(int length) {
        return (double) right[length - 1] / made[length - 1];
    }

    /** BLEU of all that was added, 0..1; NaN before the first. */
    public double value() {
        if (referenceLength == 0) {
            return Double.NaN;
        }
        double logarithms = 0;
        for (int length = 1; length <= LONGEST; length++) {
            if (right[length - 1] == 0) {
                return 0;
            }
            logarithms += Math.log(precision(length));
        }
        double brevity = Math.min(0, 1 - (double) referenceLength / madeLength);
        return Math.exp(brevity + logarithms / LONGEST);
    }
}
