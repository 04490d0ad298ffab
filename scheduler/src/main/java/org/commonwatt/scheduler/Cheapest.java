package org.commonwatt.scheduler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Classes of nodes in order of what work costs there. Where classes of work and nodes are many, work of like size shares one
 * order, so that not every pair has to be priced.
 */
final class Cheapest {

    /** Up to so many pairs each class of work has an order of its own. */
    private static final int MOST_PAIRS = 20_000;

    private record Like(WorkNeed need, boolean urgent) {}

    private final Snapshot snapshot;
    private final Weights weights;
    private final boolean exact;
    private final Map<Like, int[]> orders = new HashMap<>();
    private final Zone[] zones;

    Cheapest(Snapshot snapshot, Weights weights) {
        this.snapshot = snapshot;
        this.weights = weights;
        this.exact = (long) snapshot.ready().size() * snapshot.fleet().size() <= MOST_PAIRS;
        this.zones = snapshot.fleet().stream()
                .map(some -> snapshot.zone(some.nodeClass().zone()))
                .toArray(Zone[]::new);
    }

    /**
     * Indexes into the snapshot's fleet, the cheapest first and of those that cost the same the first; nodes that can't run the
     * work are among them. Those who ask about a round come at once.
     */
    synchronized int[] order(WorkClass work) {
        WorkNeed need = exact ? work.need() : alike(work.need());
        return orders.computeIfAbsent(
                new Like(need, work.urgent()),
                like -> sorted(new WorkClass(work.id(), work.account(), like.need(), null, like.urgent())));
    }

    Price price(WorkClass work, int node) {
        NodeClass nodeClass = snapshot.fleet().get(node).nodeClass();
        return Price.of(work, nodeClass, zones[node], snapshot.now(), weights);
    }

    private int[] sorted(WorkClass work) {
        List<FleetClass> fleet = snapshot.fleet();
        double[] grams = IntStream.range(0, fleet.size())
                .mapToDouble(node -> price(work, node).grams())
                .toArray();
        return IntStream.range(0, fleet.size())
                .filter(node -> fleet.get(node).free() > 0)
                .boxed()
                .sorted((one, other) -> Double.compare(grams[one], grams[other]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** All down to a power of two. */
    private static WorkNeed alike(WorkNeed need) {
        double flops = need.flops() > 0 ? Math.scalb(1.0, Math.getExponent(need.flops())) : 0;
        return new WorkNeed(
                Long.highestOneBit(need.memoryBytes()),
                Long.highestOneBit(need.diskBytes()),
                Long.highestOneBit(need.transferBytes()),
                flops);
    }
}
