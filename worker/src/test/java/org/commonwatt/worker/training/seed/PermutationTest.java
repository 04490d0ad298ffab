package org.commonwatt.worker.training.seed;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PermutationTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 16, 17, 1000, 8000, 65_537})
    void everyElementStandsAtExactlyOnePlace(long length) {
        long[] order = order(length, 42);

        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(LongStream.range(0, length).toArray());
    }

    @Test
    void otherSeedsGiveOtherOrdersAndTheSameSeedTheSame() {
        assertThat(order(1000, 1)).isEqualTo(order(1000, 1)).isNotEqualTo(order(1000, 2));
    }

    @Test
    void neighboursAreSpreadAsByChance() {
        // The expected distance of two elements drawn at random is a third of the length.
        long[] order = order(10_000, 7);
        double distance = 0;
        for (int i = 1; i < order.length; i++) {
            distance += Math.abs(order[i] - order[i - 1]);
        }

        assertThat(distance / (order.length - 1)).isBetween(3100.0, 3570.0);
    }

    @Test
    void ordersOfFewElementsAllOccur() {
        Set<String> seen = new HashSet<>();
        for (int seed = 0; seed < 500; seed++) {
            seen.add(Arrays.toString(order(3, seed)));
        }

        assertThat(seen).hasSize(6);
    }

    @Test
    void aTrillionElementsNeedNoMemory() {
        Permutation permutation = new Permutation(1_000_000_000_000L, 3);

        assertThat(permutation.at(999_999_999_999L)).isBetween(0L, 999_999_999_999L);
        assertThat(permutation.at(0)).isNotEqualTo(permutation.at(1));
    }

    @Test
    void placesOutsideAreRefused() {
        assertThatThrownBy(() -> new Permutation(10, 0).at(10)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new Permutation(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long[] order(long length, long seed) {
        Permutation permutation = new Permutation(length, seed);
        return LongStream.range(0, length).map(permutation::at).toArray();
    }
}
