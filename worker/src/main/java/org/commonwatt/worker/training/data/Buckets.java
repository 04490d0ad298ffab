package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

import org.commonwatt.worker.training.seed.Mixing;
import org.commonwatt.worker.training.seed.Permutation;

/**
 * Puts texts of about one length into one batch, so that little of it is padding: the examples of some batches in a row
 * are taken together, sorted by length and dealt out again, and these batches then come in a shuffled order. Which
 * example stands where depends on the order that was given alone, so a run resumes in the middle of an epoch.
 *
 * <p>On the words and phonemes of cmudict, in batches of 64, this takes 37 % of the tokens away.
 */
final class Buckets {

    /** Batches that are taken together: enough for lengths to sort, few enough to be random still. */
    private static final int TOGETHER = 32;

    private final long examples;
    private final int size;
    private final Lengths lengths;
    private long[] given = {};
    private long[] dealt = {};

    /** How long examples are. */
    interface Lengths {
        int of(long index) throws IOException;
    }

    /** @param size examples in a batch */
    Buckets(long examples, int size, Lengths lengths) {
        this.examples = examples;
        this.size = size;
        this.lengths = lengths;
    }

    /** The examples from place {@code from} on, where a batch begins, to {@code from + count}. */
    long[] read(long from, int count, LongUnaryOperator order) throws IOException {
        long together = (long) TOGETHER * size;
        long start = from / together * together;
        long[] wanted = LongStream.range(start, Math.min(examples, start + together))
                .map(order)
                .toArray();
        // Working out the order costs little, reading all the lengths does not.
        if (!Arrays.equals(wanted, given)) {
            dealt = deal(wanted);
            given = wanted;
        }
        int place = (int) (from - start);
        return Arrays.copyOfRange(dealt, place, place + count);
    }

    private long[] deal(long[] indices) throws IOException {
        Sized[] sized = new Sized[indices.length];
        for (int i = 0; i < indices.length; i++) {
            sized[i] = new Sized(indices[i], lengths.of(indices[i]));
        }
        Arrays.sort(sized, Comparator.comparingInt(Sized::length).thenComparingLong(Sized::index));
        long[] sorted = Arrays.stream(sized).mapToLong(Sized::index).toArray();
        int whole = sorted.length / size;
        if (whole == 0) {
            return sorted;
        }
        // An epoch's last batch, which may be smaller, stays the last.
        Permutation places = new Permutation(whole, Mixing.mix(Arrays.hashCode(indices)));
        long[] shuffled = sorted.clone();
        for (int batch = 0; batch < whole; batch++) {
            System.arraycopy(sorted, (int) places.at(batch) * size, shuffled, batch * size, size);
        }
        return shuffled;
    }

    private record Sized(long index, int length) {}
}
