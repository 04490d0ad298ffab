package org.commonwatt.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

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
     * cheaper, is held back for them, but never longer than {@link Weights#holdAtMost}, and never when it is overdue or urgent. The rest
     * follows within its turn by R = price at the best alternative − price here, for what stands before it may be gone by
     * the time that it is claimed.
     */
    public Placement place(Snapshot snapshot, NodeOffer asker) {
        return place(snapshot, () -> fleetRound(snapshot), asker);
    }

    /**
     * The same where many ask while one picture of the world holds.
     *
     * @param shared the round over that picture, made when it is first needed; it answers all nodes that count as free there, up
     *     to some moments later
     */
    public Placement place(Snapshot snapshot, Supplier<FleetRound> shared, NodeOffer asker) {
        if (snapshot.ready().stream().noneMatch(work -> asker.canRun(work.workClass()))) {
            return Placement.NOTHING;
        }
        Asking asking = new Asking(snapshot, round(snapshot, shared, asker.key()), asker, weights);
        List<Placement.Choice> choices = new ArrayList<>();
        List<Placement.Held> held = new ArrayList<>();
        for (List<ReadyWork> turn : asking.round().turns()) {
            List<Placement.Choice> alike = new ArrayList<>();
            for (ReadyWork work : turn) {
                if (asker.canRun(work.workClass())) {
                    asking.held(work).ifPresentOrElse(held::add, () -> alike.add(asking.choice(work)));
                }
            }
            alike.sort(asking.bestFirst());
            choices.addAll(alike);
        }
        return new Placement(List.copyOf(choices), List.copyOf(held), askAgain(held, asker.id()));
    }

    /** Whether, and until when, one class of work is held back for cheaper nodes than the one that asks. */
    public Optional<Placement.Held> held(
            Snapshot snapshot, Supplier<FleetRound> shared, NodeOffer asker, ReadyWork work) {
        return asker.canRun(work.workClass())
                ? new Asking(snapshot, round(snapshot, shared, asker.key()), asker, weights).held(work)
                : Optional.empty();
    }

    private FleetRound round(Snapshot snapshot, Supplier<FleetRound> shared, NodeClass asking) {
        boolean isFree = snapshot.fleet().stream()
                .anyMatch(some -> some.free() > 0 && some.nodeClass().equals(asking));
        return isFree ? shared.get() : fleetRound(withFree(snapshot, asking));
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

    /** How a round looks to the node that asks. */
    private record Asking(Snapshot snapshot, FleetRound round, NodeOffer asker, Weights weights) {

        Optional<Placement.Held> held(ReadyWork work) {
            Instant until = work.readySince().plus(weights.holdAtMost());
            Given.ToOthers others = toOthers(work);
            if (work.workClass().urgent()
                    || others.count() < work.count()
                    || !snapshot.now().isBefore(until)) {
                return Optional.empty();
            }
            Price here = here(work);
            double saved = here.grams() - others.dearest();
            return saved > weights.holdGain() * Math.max(here.emittedGrams(), Double.MIN_NORMAL)
                    ? Optional.of(new Placement.Held(work, until, saved))
                    : Optional.empty();
        }

        Placement.Choice choice(ReadyWork work) {
            Given.ToOthers others = toOthers(work);
            double elsewhere = others.count() > 0 ? others.dearest() : alternative(work.workClass());
            Price here = here(work);
            return new Placement.Choice(work, here, elsewhere - here.grams());
        }

        /** Of choices of one turn. */
        Comparator<Placement.Choice> bestFirst() {
            return Comparator.<Placement.Choice>comparingInt(
                            choice -> round.given().rank(choice.work().workClass(), asker.key()))
                    .thenComparing(
                            Comparator.comparingDouble(Placement.Choice::gain).reversed())
                    .thenComparing(choice -> choice.work().readySince())
                    .thenComparing(choice -> choice.work().workClass().id());
        }

        private Given.ToOthers toOthers(ReadyWork work) {
            return round.given().toOthers(work.workClass(), asker.key());
        }

        /** The class's price, not the node's own: rivals are known by their class only, and like must meet like. */
        private Price here(ReadyWork work) {
            Zone zone = snapshot.zone(asker.key().zone());
            return Price.of(work.workClass(), asker.key(), zone, snapshot.now(), weights);
        }

        /** Without a free rival the work would wait: a day's delay stands for it. */
        private double alternative(WorkClass work) {
            double grams = round.cheapestLeft(work, asker.key());
            return Double.isInfinite(grams) ? Weights.referenceGrams(work.need()) * (1 + weights.delayPerDay()) : grams;
        }
    }

    /**
     * Spreads ready work over all free nodes at once, each node once: what {@link #place} comes to when all of them ask. Where
     * nodes are enough, work goes to the cheapest, what few can run first; where they are too few, each takes that of which less
     * is lost there than elsewhere.
     */
    public List<Match> round(Snapshot snapshot) {
        return fleetRound(snapshot).matches();
    }

    /** The same, to answer those who ask. */
    public FleetRound fleetRound(Snapshot snapshot) {
        return new FleetRound(snapshot, weights);
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
