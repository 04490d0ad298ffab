package org.commonwatt.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * All free nodes and all ready work at once, turn after turn in fair order.
 *
 * <p>Where nodes are enough, each task takes the node where it is cheapest. Where they are too few, hours of machines are what is
 * scarce, and each node takes the task of which less is lost by running it there than elsewhere: work that is dear to break off
 * goes to nodes that stay, and what is cheap to break off, or soon done, to those that may go.
 *
 * <p>Many may ask at once about a round that is made.
 */
public final class FleetRound {

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

        WorkClass workClass() {
            return work.workClass();
        }

        WorkNeed need() {
            return workClass().need();
        }

        double flops() {
            return need().flops();
        }
    }

    /** Work that only some nodes can run goes first on them where there is so much more of it than is their share of the nodes. */
    private static final double MOST_SHARE = 1.5;

    /** No order of listing decides between nodes that cost the same. */
    private static final Comparator<NodeClass> BY_NAME = Comparator.comparing(NodeClass::zone)
            .thenComparingDouble(node -> node.hardware().flopsPerSecond())
            .thenComparingLong(node -> node.hardware().memoryBytes())
            .thenComparingLong(node -> node.hardware().diskBytes())
            .thenComparingDouble(node -> node.hardware().marginalWatts())
            .thenComparingDouble(NodeClass::idleHours)
            .thenComparingDouble(node -> node.stay().calmHours())
            .thenComparingDouble(node -> node.stay().halfHours());

    private record Sizes(
            long memoryBytes, long diskBytes, @Nullable String zone) {

        static Sizes of(WorkClass work) {
            return new Sizes(work.need().memoryBytes(), work.need().diskBytes(), work.zone());
        }
    }

    private final Snapshot snapshot;
    private final Cheapest cheapest;
    private final List<FleetClass> fleet;
    private final int[] free;
    private final Map<Sizes, Boolean> runnable = new HashMap<>();
    private final Map<Sizes, Integer> fitting = new HashMap<>();
    private final List<Match> matches = new ArrayList<>();
    private final boolean scarce;
    private final BestFit bestFit;
    private final Suited suited;
    private final List<List<ReadyWork>> turns;
    private final Given given;
    private long open;

    FleetRound(Snapshot listed, Weights weights) {
        // No order of listing decides between nodes that are as good.
        this.fleet = listed.fleet().stream()
                .sorted(Comparator.comparing(FleetClass::nodeClass, BY_NAME))
                .toList();
        this.turns = Order.turns(listed, weights);
        // What no node can run takes none from other work.
        List<List<ReadyWork>> runnable = turns.stream()
                .map(turn -> turn.stream().filter(this::isRunnable).toList())
                .toList();
        List<ReadyWork> ready = runnable.stream().flatMap(List::stream).toList();
        this.snapshot = new Snapshot(listed.now(), ready, fleet, listed.zones(), listed.use());
        this.cheapest = new Cheapest(snapshot, weights);
        this.free = fleet.stream().mapToInt(FleetClass::free).toArray();
        this.open = Arrays.stream(free).asLongStream().sum();
        this.scarce = ready.stream().mapToLong(ReadyWork::count).sum() > open;
        this.bestFit = new BestFit(snapshot);
        this.suited = new Suited(snapshot, bestFit);
        for (List<ReadyWork> turn : runnable) {
            if (open > 0) {
                turn(turn.stream().map(work -> new Open(work, fitting(work))).toList());
            }
        }
        this.given = new Given(matches);
    }

    /** All ready work, turn by turn in fair order. */
    List<List<ReadyWork>> turns() {
        return turns;
    }

    /** In the order in which they were made. */
    List<Match> matches() {
        return List.copyOf(matches);
    }

    Given given() {
        return given;
    }

    /** Price at the cheapest node beside one of this class that is still free, in gCO2e; infinite without one. */
    double cheapestLeft(WorkClass work, NodeClass beside) {
        if (open == 0) {
            return Double.POSITIVE_INFINITY;
        }
        for (int node : cheapest.order(work)) {
            int others = free[node] - (nodeClass(node).equals(beside) ? 1 : 0);
            if (others > 0 && fits(work, nodeClass(node))) {
                return cheapest.price(work, node).grams();
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private void turn(List<Open> works) {
        long wanted = works.stream().mapToLong(work -> work.left).sum();
        // What is urgent goes to the fastest nodes, however scarce they are.
        boolean weighed =
                scarce && works.stream().noneMatch(work -> work.workClass().urgent());
        if (weighed && wanted <= open) {
            // Fewer tasks than nodes, but more follow: each takes the node that suits it.
            works.stream()
                    .sorted(Comparator.<Open>comparingInt(work -> work.fitting)
                            .thenComparing(Comparator.comparingInt((Open work) ->
                                            BestFit.Like.of(work.need()).lost())
                                    .reversed()))
                    .forEach(work -> take(work, suited.order(work.need())));
        } else if (wanted <= open) {
            // What few nodes can run stands first, and of the others what the cleanest nodes save most with.
            works.stream()
                    .sorted(Comparator.<Open>comparingInt(work -> work.fitting)
                            .thenComparing(
                                    Comparator.comparingDouble(Open::flops).reversed()))
                    .forEach(work -> take(work, cheapest.order(work.workClass())));
        } else {
            fill(works);
        }
    }

    private void take(Open work, int[] order) {
        for (int node : order) {
            if (work.left == 0) {
                return;
            }
            if (free[node] > 0 && fits(work, node)) {
                give(work, node);
            }
        }
    }

    /** The cleanest nodes choose first. */
    private void fill(List<Open> works) {
        List<Open> few = few(works);
        Map<BestFit.Like, List<Open>> groups = new LinkedHashMap<>();
        for (Open work : works) {
            groups.computeIfAbsent(BestFit.Like.of(work.need()), any -> new ArrayList<>())
                    .add(work);
        }
        Map<BestFit.Kind, List<List<Open>>> orders = new HashMap<>();
        IntStream.range(0, free.length)
                .filter(node -> free[node] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(this::gramsPerFlop).thenComparing(node -> node))
                .forEach(node -> {
                    serve(node, few);
                    BestFit.Kind kind = BestFit.Kind.of(nodeClass(node));
                    for (List<Open> like : orders.computeIfAbsent(kind, any -> bestFirst(groups.values(), any))) {
                        if (free[node] == 0) {
                            break;
                        }
                        serve(node, like);
                    }
                });
    }

    private List<List<Open>> bestFirst(Collection<List<Open>> groups, BestFit.Kind kind) {
        record Scored(double score, List<Open> works) {}
        return groups.stream()
                .filter(works -> !works.isEmpty())
                .map(works -> new Scored(bestFit.saved(works.getFirst().need(), kind), works))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .map(Scored::works)
                .toList();
    }

    /** Work that only a part of the nodes can run and that is more than this part's share. */
    private List<Open> few(List<Open> works) {
        int present = fleet.stream().mapToInt(FleetClass::present).sum();
        double waiting = works.stream().mapToLong(work -> work.left).sum();
        long sum = 0;
        int most = 0;
        for (Open work :
                works.stream().sorted(Comparator.comparingInt(it -> it.fitting)).toList()) {
            sum += work.left;
            most = sum * present > MOST_SHARE * waiting * work.fitting ? work.fitting : most;
        }
        int limit = Math.min(most, present - 1);
        return new ArrayList<>(works.stream()
                .filter(work -> work.fitting <= limit)
                .sorted(Comparator.comparingInt(work -> work.fitting))
                .toList());
    }

    private void serve(int node, List<Open> works) {
        int spent = 0;
        for (Open work : works) {
            if (free[node] == 0) {
                break;
            }
            if (work.left == 0) {
                spent++;
            } else if (fits(work, node)) {
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
        matches.add(new Match(work.work, nodeClass(node), given, cheapest.price(work.workClass(), node)));
    }

    /** Whether any present node could run it, busy or not. */
    private boolean isRunnable(ReadyWork work) {
        return runnable.computeIfAbsent(
                Sizes.of(work.workClass()), any -> fitting(work.workClass()).anyMatch(some -> some.present() > 0));
    }

    /** How many present nodes could run it, busy or not. */
    private int fitting(ReadyWork work) {
        return fitting.computeIfAbsent(
                Sizes.of(work.workClass()),
                any -> fitting(work.workClass()).mapToInt(FleetClass::present).sum());
    }

    private Stream<FleetClass> fitting(WorkClass work) {
        return fleet.stream().filter(some -> fits(work, some.nodeClass()));
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
