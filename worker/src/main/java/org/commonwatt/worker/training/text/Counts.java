package org.commonwatt.worker.training.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * How often each of many strings occurred. Beyond two million different ones the rarest are forgotten (lossy counting,
 * Manku and Motwani 2002), so that no text fills the memory; frequent ones keep about their count.
 */
final class Counts {

    private static final int MOST = 2_000_000;

    /** By falling count, equal counts in the order of their UTF-16 units: the same for the same texts everywhere. */
    private static final Comparator<Entry<String, Long>> ORDER =
            Entry.<String, Long>comparingByValue().reversed().thenComparing(Entry.comparingByKey());

    private final Map<String, Long> counts = new HashMap<>();
    private long forgotten;

    void add(String text) {
        counts.merge(text, 1L, Long::sum);
        while (counts.size() > MOST) {
            forgotten++;
            counts.values().removeIf(count -> count <= forgotten);
        }
    }

    /** The {@code most} most frequent, with their counts. */
    List<Entry<String, Long>> frequent(int most) {
        return counts.entrySet().stream().sorted(ORDER).limit(most).toList();
    }
}
