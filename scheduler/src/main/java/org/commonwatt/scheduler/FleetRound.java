package org.commonwatt.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/** All free nodes and all ready work at once, turn after turn in fair order. */
final class FleetRound {

    /** A node that stays for less is kept for what it finishes: an interruption would waste more of its time than of others'. */
    private static final double SHORT_STAY_HOURS = 4;

    /** Work that waits for a node of its kind. */
    private static final class Open {

        final ReadyWork work;
        final int fitting;
        int left;

        Open(ReadyWork work, int fitting) {
            this.work = work;
            this.fitting = fitting;
            this.left = work.count();
        }

        double flops() {
            return work.workClass().need().flops();
        }
    }

    private record Sizes(
            long memoryBytes, long diskBytes, @Nullable String zone) {}

    private final Snapshot snapshot;
    private final Weights weights;
    private final Cheapest cheapest;
    private final List<FleetClass> fleet;
    private final int[] free;
    private final Map<Sizes, Integer> fitting = new HashMap<>();
    private final List<Match> matches = new ArrayList<>();
    private long open;

    FleetRound(Snapshot snapshot, Weights weights) {
        this.snapshot = snapshot;
        this.weights = weights;
        this.cheapest = new Cheapest(snapshot, weights);
        this.fleet = snapshot.fleet();
        this.free = fleet.stream().mapToInt(FleetClass::free).toArray();
        this.open = Arrays.stream(free).asLongStream().sum();
    }

    List<Match> matches() {
        Comparator<ReadyWork> turns = Order.turn(snapshot, weights);
        List<ReadyWork> fair = Order.fair(snapshot, weights);
        int from = 0;
        while (from < fair.size() && open > 0) {
            int to = from + 1;
            while (to < fair.size() && turns.compare(fair.get(from), fair.get(to)) == 0) {
                to++;
            }
            turn(fair.subList(from, to).stream()
                    .map(work -> new Open(work, fitting(work)))
                    .sorted(Comparator.comparingInt(work -> work.fitting))
                    .toList());
            from = to;
        }
        return List.copyOf(matches);
    }

    /** Of a turn's work, what few nodes can run stands first, and of that the oldest. */
    private void turn(List<Open> works) {
        long wanted = works.stream().mapToLong(work -> work.left).sum();
        if (wanted <= open) {
            works.forEach(this::spread);
        } else {
            fill(works);
        }
    }

    /** Nodes are enough: the work takes the cheapest, first of those that it likely ends on before they go. */
    private void spread(Open work) {
        int[] order = cheapest.order(work.work.workClass().need());
        take(work, order, node -> nodeClass(node).staysFor(work.work.workClass().need()));
        take(work, order, node -> true);
    }

    private void take(Open work, int[] order, IntPredicate wanted) {
        for (int node : order) {
            if (work.left == 0) {
                return;
            }
            if (free[node] > 0 && fits(work, node) && wanted.test(node)) {
                give(work, node);
            }
        }
    }

    /**
     * Nodes are too few: each takes what few others can run. One that goes soon takes the longest that it will likely finish;
     * the others the oldest. The cleanest nodes choose first.
     */
    private void fill(List<Open> works) {
        List<Open> old = new ArrayList<>(works);
        List<Open> large = new ArrayList<>(works);
        large.sort(Comparator.<Open>comparingInt(work -> work.fitting)
                .thenComparing(Comparator.comparingDouble(Open::flops).reversed()));
        IntStream.range(0, free.length)
                .filter(node -> free[node] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(this::gramsPerFlop).thenComparing(node -> node))
                .forEach(node -> {
                    if (nodeClass(node).staysHours() < SHORT_STAY_HOURS) {
                        serve(node, large, work -> nodeClass(node)
                                .staysFor(work.work.workClass().need()));
                    }
                    serve(node, old, work -> true);
                });
    }

    private void serve(int node, List<Open> works, Predicate<Open> wanted) {
        int spent = 0;
        for (Open work : works) {
            if (free[node] == 0) {
                break;
            }
            if (work.left == 0) {
                spent++;
            } else if (fits(work, node) && wanted.test(work)) {
                give(work, node);
            }
        }
        // What is used up would be passed over again by every further node.
        if (spent > 16) {
            works.removeIf(work -> work.left == 0);
        }
    }

    private void give(Open work, int node) {
        int given = Math.min(work.left, free[node]);
        free[node] -= given;
        open -= given;
        work.left -= given;
        Price price = cheapest.price(work.work.workClass().need(), node);
        matches.add(new Match(work.work, nodeClass(node), given, price));
    }

    /** How many present nodes could run it, busy or not. */
    private int fitting(ReadyWork work) {
        WorkNeed need = work.workClass().need();
        return fitting.computeIfAbsent(
                new Sizes(need.memoryBytes(), need.diskBytes(), work.workClass().zone()), any -> fleet.stream()
                        .filter(some -> fits(work.workClass(), some.nodeClass()))
                        .mapToInt(FleetClass::present)
                        .sum());
    }

    private boolean fits(Open work, int node) {
        return fits(work.work.workClass(), nodeClass(node));
    }

    private static boolean fits(WorkClass work, NodeClass node) {
        return work.allows(node.zone()) && Feasibility.fits(work.need(), node.hardware());
    }

    private NodeClass nodeClass(int node) {
        return fleet.get(node).nodeClass();
    }

    /** gCO2e now for work of the same size. */
    private double gramsPerFlop(int node) {
        Hardware hardware = nodeClass(node).hardware();
        double intensity = snapshot.zone(nodeClass(node).zone()).meanIntensity(snapshot.now(), 0);
        return hardware.marginalWatts() / hardware.flopsPerSecond() * intensity;
    }
}
