package org.commonwatt.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
     * <p>Work is taken in fair order and spread over the free nodes, the cheapest first, each node once. Where that reaches
     * the asking node before the work is used up, the node is offered it, with R = price at its best alternative − price
     * here. Where cheaper nodes take it all, it is held back for them, but never longer than {@link Weights#holdAtMost},
     * and never when it is overdue. Within a turn, what the node will likely finish before it goes comes first.
     */
    public Placement place(Snapshot snapshot, NodeOffer asker) {
        Rivals rivals = new Rivals(snapshot, asker, weights);
        List<Placement.Choice> choices = new ArrayList<>();
        List<Placement.Held> held = new ArrayList<>();
        for (ReadyWork work : Order.fair(snapshot, weights)) {
            WorkNeed need = work.workClass().need();
            if (!work.workClass().allows(asker.key().zone())
                    || !Feasibility.fits(need, asker.offer().hardware())) {
                rivals.take(work, Double.POSITIVE_INFINITY);
                continue;
            }
            // The class's price, not the node's own: rivals are known by their class only, and like must meet like.
            Zone zone = snapshot.zone(asker.key().zone());
            Price here = Price.of(need, asker.key(), zone, snapshot.now(), weights);
            Rivals.Taken taken = rivals.take(work, here.grams());
            Instant holdUntil = work.readySince().plus(weights.holdAtMost());
            double saved = here.grams() - taken.dearest();
            boolean worthHolding =
                    taken.all() && saved > weights.holdGain() * Math.max(here.emittedGrams(), Double.MIN_NORMAL);
            if (worthHolding && snapshot.now().isBefore(holdUntil)) {
                held.add(new Placement.Held(work, holdUntil, saved));
            } else {
                choices.add(new Placement.Choice(work, here, taken.alternative() - here.grams()));
            }
        }
        choices.sort(Comparator.comparing(Placement.Choice::work, Order.turn(snapshot, weights))
                .thenComparing(choice ->
                        !asker.key().staysFor(choice.work().workClass().need()))
                .thenComparing(
                        Comparator.comparingDouble(Placement.Choice::gain).reversed())
                .thenComparing(choice -> choice.work().readySince())
                .thenComparing(choice -> choice.work().workClass().id()));
        return new Placement(List.copyOf(choices), List.copyOf(held), askAgain(held, asker.id()));
    }

    /**
     * Spreads ready work over all free nodes at once, each node once: what {@link #place} comes to when all of them ask. Where
     * nodes are enough, work goes to the cheapest, what few can run first; where they are too few, each takes what it will
     * likely finish before it goes.
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
