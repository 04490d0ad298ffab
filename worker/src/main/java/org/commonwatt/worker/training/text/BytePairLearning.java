package org.commonwatt.worker.training.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.PriorityQueue;
import java.util.Set;

import org.commonwatt.worker.training.text.BytePairCodec.Pair;

/**
 * Finds which neighbours to join: again and again the most frequent pair of all words. Only words that hold the pair are
 * touched, and counts in the queue are brought up to date when they reach its head.
 */
final class BytePairLearning {

    /** A pair seen once says nothing about the language. */
    private static final long FEWEST = 2;

    /** Equal counts are decided by the ids, so that the same words give the same pieces everywhere. */
    private static final Comparator<Candidate> ORDER =
            Comparator.comparingLong(Candidate::count).reversed().thenComparing(Candidate::pair);

    private final List<Word> words = new ArrayList<>();
    private final Map<Pair, Sum> sums = new HashMap<>();
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(ORDER);

    private BytePairLearning(List<Entry<String, Long>> counted) {
        for (Entry<String, Long> entry : counted) {
            int[] tokens = BytePairCodec.bytesAsTokens(entry.getKey());
            Word word = new Word(tokens, entry.getValue());
            words.add(word);
            addPairs(words.size() - 1, word);
        }
        sums.forEach((pair, sum) -> queue.add(new Candidate(pair, sum.count)));
    }

    /** At most {@code most} pairs, in the order in which they are joined. */
    static List<Pair> joins(List<Entry<String, Long>> counted, int most) {
        return new BytePairLearning(counted).learn(most);
    }

    private List<Pair> learn(int most) {
        List<Pair> joins = new ArrayList<>();
        while (joins.size() < most && !queue.isEmpty()) {
            Candidate best = queue.remove();
            Sum sum = sums.get(best.pair());
            if (sum == null || sum.count < FEWEST) {
                continue;
            }
            if (sum.count != best.count()) {
                queue.add(new Candidate(best.pair(), sum.count));
                continue;
            }
            joins.add(best.pair());
            join(best.pair(), sum, BytePairCodec.FIRST_JOINED + joins.size() - 1);
        }
        return joins;
    }

    private void join(Pair pair, Sum sum, int id) {
        sums.remove(pair);
        for (int index : sum.words) {
            Word word = words.get(index);
            if (!word.holds(pair)) {
                continue;
            }
            for (int i = 0; i + 1 < word.length; i++) {
                Sum other = sums.get(new Pair(word.tokens[i], word.tokens[i + 1]));
                if (other != null) {
                    other.count -= word.count;
                }
            }
            word.length = BytePairCodec.join(word.tokens, word.length, pair, id);
            addPairs(index, word);
        }
        // Only pairs with the new piece can have grown; all others are corrected when they reach the head.
        grown(sum, id).forEach(grown -> queue.add(new Candidate(grown, sumOf(grown).count)));
    }

    private Set<Pair> grown(Sum sum, int id) {
        Set<Pair> grown = new HashSet<>();
        for (int index : sum.words) {
            Word word = words.get(index);
            for (int i = 0; i + 1 < word.length; i++) {
                if (word.tokens[i] == id || word.tokens[i + 1] == id) {
                    grown.add(new Pair(word.tokens[i], word.tokens[i + 1]));
                }
            }
        }
        return grown;
    }

    private void addPairs(int index, Word word) {
        for (int i = 0; i + 1 < word.length; i++) {
            Sum sum = sumOf(new Pair(word.tokens[i], word.tokens[i + 1]));
            sum.count += word.count;
            if (sum.words.isEmpty() || sum.words.getLast() != index) {
                sum.words.add(index);
            }
        }
    }

    private Sum sumOf(Pair pair) {
        return sums.computeIfAbsent(pair, unseen -> new Sum());
    }

    private record Candidate(Pair pair, long count) {}

    /** How often a pair occurs, and in which words it did at some time, some of them twice. */
    private static final class Sum {
        private long count;
        private final List<Integer> words = new ArrayList<>();
    }

    /** A word as it is joined so far. */
    private static final class Word {
        private final int[] tokens;
        private final long count;
        private int length;

        Word(int[] tokens, long count) {
            this.tokens = tokens;
            this.count = count;
            this.length = tokens.length;
        }

        boolean holds(Pair pair) {
            for (int i = 0; i + 1 < length; i++) {
                if (tokens[i] == pair.left() && tokens[i + 1] == pair.right()) {
                    return true;
                }
            }
            return false;
        }
    }
}
