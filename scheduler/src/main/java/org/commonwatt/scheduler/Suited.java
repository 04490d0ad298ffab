package org.commonwatt.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Classes of nodes in the order in which they suit work where hours of machines are scarce (see {@link BestFit}). Kinds are
 * weighed, not each class of nodes, and where kinds of work and of nodes are many, like work shares one order.
 */
final class Suited {

    /** Up to so many pairs each need has an order of its own. */
    private static final int MOST_PAIRS = 100_000;

    private final BestFit bestFit;
    private final Map<BestFit.Kind, int[]> nodes;
    private final boolean exact;
    private final Map<Object, int[]> orders = new HashMap<>();

    Suited(Snapshot snapshot, BestFit bestFit) {
        this.bestFit = bestFit;
        Map<BestFit.Kind, IntStream.Builder> free = new LinkedHashMap<>();
        for (int node = 0; node < snapshot.fleet().size(); node++) {
            FleetClass some = snapshot.fleet().get(node);
            if (some.free() > 0) {
                free.computeIfAbsent(BestFit.Kind.of(some.nodeClass()), any -> IntStream.builder())
                        .add(node);
            }
        }
        this.nodes = new LinkedHashMap<>();
        free.forEach((kind, like) -> nodes.put(kind, like.build().toArray()));
        long needs = snapshot.ready().stream()
                .map(work -> work.workClass().need())
                .distinct()
                .count();
        this.exact = needs * nodes.size() <= MOST_PAIRS;
    }

    /**
     * Indexes into the snapshot's fleet, the best first and of those that suit alike the first; nodes that can't run the work are
     * among them.
     */
    int[] order(WorkNeed need) {
        return orders.computeIfAbsent(exact ? need : BestFit.Like.of(need), any -> sorted(need));
    }

    private int[] sorted(WorkNeed need) {
        Map<Double, List<int[]>> bySaved = new TreeMap<>(Comparator.reverseOrder());
        nodes.forEach((kind, like) -> bySaved.computeIfAbsent(bestFit.saved(need, kind), any -> new ArrayList<>())
                .add(like));
        return bySaved.values().stream()
                .flatMapToInt(
                        alike -> alike.stream().flatMapToInt(Arrays::stream).sorted())
                .toArray();
    }
}
