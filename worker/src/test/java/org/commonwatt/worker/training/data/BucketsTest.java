package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import org.commonwatt.worker.training.seed.Permutation;

import static org.assertj.core.api.Assertions.assertThat;

class BucketsTest {

    private static final int EXAMPLES = 1003;
    private static final int SIZE = 10;

    /** Every tenth example is long. */
    private static int length(long index) {
        return index % 10 == 0 ? 40 : (int) (index % 7) + 1;
    }

    @Test
    void anEpochHasEachExampleOnceAndItsLastBatchIsTheSmallerOne() throws IOException {
        List<long[]> batches = epoch(1);

        assertThat(batches.stream().flatMapToLong(Arrays::stream).sorted().toArray())
                .isEqualTo(LongStream.range(0, EXAMPLES).toArray());
        assertThat(batches.getLast()).hasSize(3);
    }

    @Test
    void batchesAreNarrowerThanTheyWouldBeAndComeInNoOrderOfLength() throws IOException {
        List<Integer> widths = epoch(1).stream().map(BucketsTest::width).toList();

        assertThat(widths.stream().filter(width -> width == 40).count())
                .as("about a tenth, where two thirds of random batches would have a long one")
                .isBetween(10L, 16L);
        assertThat(widths).isNotEqualTo(widths.stream().sorted().toList());
    }

    @Test
    void aBatchIsTheSameWhicheverWereReadBefore() throws IOException {
        List<long[]> batches = epoch(1);
        Buckets fresh = buckets();
        for (int number : new int[] {70, 3, 100, 33, 32, 3}) {
            assertThat(read(fresh, number, order(1))).isEqualTo(batches.get(number));
        }
    }

    @Test
    void anotherOrderGivesOtherBatches() throws IOException {
        Buckets buckets = buckets();
        read(buckets, 5, order(1));

        assertThat(read(buckets, 5, order(2))).isEqualTo(epoch(2).get(5)).isNotEqualTo(epoch(1).get(5));
    }

    private static List<long[]> epoch(long seed) throws IOException {
        Buckets buckets = buckets();
        List<long[]> batches = new ArrayList<>();
        for (int number = 0; number * SIZE < EXAMPLES; number++) {
            batches.add(read(buckets, number, order(seed)));
        }
        return batches;
    }

    private static Buckets buckets() {
        return new Buckets(EXAMPLES, SIZE, BucketsTest::length);
    }

    private static LongUnaryOperator order(long seed) {
        return new Permutation(EXAMPLES, seed)::at;
    }

    private static long[] read(Buckets buckets, int number, LongUnaryOperator order) throws IOException {
        return buckets.read(number * SIZE, Math.min(SIZE, EXAMPLES - number * SIZE), order);
    }

    private static int width(long[] batch) {
        return Arrays.stream(batch).mapToInt(BucketsTest::length).max().orElseThrow();
    }
}
