package org.commonwatt.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The pipeline: feasible → order → price → place. */
public final class Planner {

    /** Nodes that ask again at the same moment are spread over this time. */
    static final Duration JITTER = Duration.ofSeconds(1);

    private final Weights weights;

    public Planner(Weights weights) {
        this.weights = weights;
    }

    /**
     * Ranks the classes of ready work for the node that asks.
     *
     * <p>What {@link #round} gives to nodes of its kind comes first. Work that the round gives to other nodes altogether, where it is
     * cheaper, is held back for them, but never longer than {@link Weights#holdAtMost}, and never when it is overdue. The rest
     * follows within its turn by R = price at the best alternative − price here, for what stands before it may be gone by
     * the time that it is claimed.
     */
    public Placement place(Snapshot snapshot, NodeOffer asker) {
        FleetRound round = new FleetRound(withFree(snapshot, asker.key()), weights);
        Given given = new Given(round.matches(), asker.key());
        List<Placement.Choice> choices = new ArrayList<>();
        List<Placement.Held> held = new ArrayList<>();
        for (ReadyWork work : round.fair()) {
            WorkNeed need = work.workClass().need();
            if (!work.workClass().allows(asker.key().zone())
                    || !Feasibility.fits(need, asker.offer().hardware())) {
                continue;
            }
            // The class's price, not the node's own: rivals are known by their class only, and like must meet like.
            Zone zone = snapshot.zone(asker.key().zone());
            Price here = Price.of(need, asker.key(), zone, snapshot.now(), weights);
            Instant holdUntil = work.readySince().plus(weights.holdAtMost());
            double saved = here.grams() - given.dearest(work);
            boolean worthHolding = given.allToOthers(work)
                    && saved > weights.holdGain() * Math.max(here.emittedGrams(), Double.MIN_NORMAL);
            if (worthHolding && snapshot.now().isBefore(holdUntil)) {
                held.add(new Placement.Held(work, holdUntil, saved));
            } else {
                double elsewhere = given.isToOthers(work) ? given.dearest(work) : alternative(round, work, asker);
                choices.add(new Placement.Choice(work, here, elsewhere - here.grams()));
            }
        }
        choices.sort(Comparator.comparing(Placement.Choice::work, Order.turn(snapshot, weights))
                .thenComparingInt(choice -> given.rank(choice.work()))
                .thenComparing(
                        Comparator.comparingDouble(Placement.Choice::gain).reversed())
                .thenComparing(choice -> choice.work().readySince())
                .thenComparing(choice -> choice.work().workClass().id()));
        return new Placement(List.copyOf(choices), List.copyOf(held), askAgain(held, asker.id()));
    }

    /** A node that works counts as free only when it asks itself. */
    private static Snapshot withFree(Snapshot snapshot, NodeClass asking) {
        List<FleetClass> fleet = new ArrayList<>(snapshot.fleet());
        fleet.removeIf(some -> some.nodeClass().equals(asking));
        fleet.add(snapshot.fleet().stream()
                .filter(some -> some.nodeClass().equals(asking))
                .findFirst()
                .map(some -> new FleetClass(asking, Math.max(1, some.present()), Math.max(1, some.free())))
                .orElse(new FleetClass(asking, 1, 1)));
        return new Snapshot(snapshot.now(), snapshot.ready(), fleet, snapshot.zones(), snapshot.use());
    }

    /** Without a free rival the work would wait: a day's delay stands for it. */
    private double alternative(FleetRound round, ReadyWork work, NodeOffer asker) {
        double grams = round.cheapestLeft(work.workClass(), asker.key());
        return Double.isInfinite(grams)
                ? Weights.referenceGrams(work.workClass().need()) * (1 + weights.delayPerDay())
                : grams;
    }

    /** What a round gave to nodes of the asking one's class, and what to others. */
    private static final class Given {

        private final Map<ReadyWork, Integer> ranks = new HashMap<>();
        private final Map<ReadyWork, Integer> toOthers = new HashMap<>();
        private final Map<ReadyWork, Double> dearest = new HashMap<>();

        Given(List<Match> matches, NodeClass asking) {
            for (Match match : matches) {
                if (match.node().equals(asking)) {
                    ranks.putIfAbsent(match.work(), ranks.size());
                } else {
                    toOthers.merge(match.work(), match.count(), Integer::sum);
                    dearest.merge(match.work(), match.price().grams(), Math::max);
                }
            }
        }

        int rank(ReadyWork work) {
            return ranks.getOrDefault(work, Integer.MAX_VALUE);
        }

        boolean isToOthers(ReadyWork work) {
            return toOthers.containsKey(work);
        }

        boolean allToOthers(ReadyWork work) {
            return toOthers.getOrDefault(work, 0) == work.count();
        }

        double dearest(ReadyWork work) {
            return dearest.getOrDefault(work, Double.POSITIVE_INFINITY);
        }
    }

    /**
     * Spreads ready work over all free nodes at once, each node once: what {@link #place} comes to when all of them ask. Where
     * nodes are enough, work goes to the cheapest, what few can run first; where they are too few, each takes that of which less
     * is lost there than elsewhere.
     */
    public List<Match> round(Snapshot snapshot) {
        return new FleetRound(snapshot, weights).matches();
    }

    private static @Nullable Instant askAgain(List<Placement.Held> held, UUID node) {
        return held.stream()
                .map(Placement.Held::until)
                .min(Comparator.naturalOrder())
                .map(until -> until.plus(jitter(node)))
                .orElse(null);
    }

    /** A share of {@link #JITTER} that is fixed for a node and evenly spread over nodes (Fibonacci hashing). */
    private static Duration jitter(UUID node) {
        long spread = (node.getMostSignificantBits() ^ node.getLeastSignificantBits()) * 0x9E3779B97F4A7C15L;
        return Duration.ofNanos((long) ((spread >>> 11) * 0x1.0p-53 * JITTER.toNanos()));
    }
}
