package org.commonwatt.api.placement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.Intensities;
import org.commonwatt.api.fleet.Fleet;
import org.commonwatt.api.fleet.PresentNode;
import org.commonwatt.api.placement.ExplanationQueries.Place;
import org.commonwatt.scheduler.Feasibility;
import org.commonwatt.scheduler.Fit;
import org.commonwatt.scheduler.NodeClass;
import org.commonwatt.scheduler.NodeOffer;
import org.commonwatt.scheduler.Order;
import org.commonwatt.scheduler.OwnerLimit;
import org.commonwatt.scheduler.Placement;
import org.commonwatt.scheduler.Planner;
import org.commonwatt.scheduler.ReadyWork;
import org.commonwatt.scheduler.Refusal;
import org.commonwatt.scheduler.Snapshot;
import org.commonwatt.scheduler.Weights;
import org.commonwatt.scheduler.WorkNeed;

/** All nodes as candidates for one task, with what speaks against each of them. */
@Component
class Candidates {

    private final Fleet fleet;
    private final Board board;
    private final Planner planner;
    private final Intensities intensities;
    private final Availabilities availabilities;

    Candidates(Fleet fleet, Board board, Planner planner, Intensities intensities, Availabilities availabilities) {
        this.fleet = fleet;
        this.board = board;
        this.planner = planner;
        this.intensities = intensities;
        this.availabilities = availabilities;
    }

    /** How many nodes joined and were not removed. */
    int known() {
        return fleet.joined().size();
    }

    /**
     * What became of a look at the fleet for a task that is ready.
     *
     * @param fit how the fleet meets it
     * @param ahead tasks that go before it on the nodes that could take it now
     */
    record Found(Fit fit, int ahead) {}

    /** @param broke nodes that broke a run of the task */
    Found find(Place place, Set<UUID> broke, Instant now) {
        List<PresentNode> nodes = fleet.joined();
        boolean othersFit = nodes.stream().anyMatch(node -> !broke.contains(node.id()) && mayRun(node, place));
        Board.Picture picture = board.picture();
        Map<NodeClass, Optional<Placement.Held>> held = new HashMap<>();
        List<NodeOffer> able = new ArrayList<>();
        Fit fit = Fit.ofRefusals(nodes.stream()
                .map(node -> {
                    List<Refusal> refusals = new ArrayList<>(refusals(node, place));
                    if (othersFit && broke.contains(node.id())) {
                        refusals.add(new Refusal.BrokeTheTask());
                    }
                    if (refusals.isEmpty()) {
                        NodeOffer offer = Machines.offer(
                                node.id(), node.capability(), intensities, availabilities.stay(node.id(), now));
                        held.computeIfAbsent(offer.key(), key -> held(picture, offer, place, now))
                                .ifPresentOrElse(
                                        it -> refusals.add(new Refusal.HeldForCheaper(it.until(), it.savedGrams())),
                                        () -> able.add(offer));
                    }
                    return List.copyOf(refusals);
                })
                .toList());
        return new Found(fit, ahead(picture.snapshot(), place, able));
    }

    /** How many nodes in a zone, or anywhere where it is null, are large enough, whatever else keeps them from it now. */
    int fitting(WorkNeed need, @Nullable String zone) {
        return (int) fleet.joined().stream()
                .filter(node -> !isElsewhere(node, zone))
                .filter(node -> Feasibility.fits(need, Machines.hardware(node.capability())))
                .count();
    }

    /** What is too small about the fleet for work, whatever the hour. */
    Fit hardware(WorkNeed need) {
        return Fit.of(
                need,
                fleet.joined().stream()
                        .map(node -> Machines.hardware(node.capability()))
                        .toList());
    }

    /** Tasks that go before one that is ready, whichever of these nodes asks. */
    private static int ahead(Snapshot snapshot, Place place, List<NodeOffer> able) {
        int ahead = place.earlier();
        for (ReadyWork work : Order.fair(snapshot, Weights.DEFAULT)) {
            if (work.workClass().id() == place.workClass().id()) {
                return ahead;
            }
            if (able.stream().anyMatch(node -> node.canRun(work.workClass()))) {
                ahead += work.count();
            }
        }
        return place.earlier();
    }

    private List<Refusal> refusals(PresentNode node, Place place) {
        List<Refusal> refusals =
                new ArrayList<>(Feasibility.refusals(place.need(), Machines.hardware(node.capability())));
        if (fleet.isAway(node)) {
            refusals.add(new Refusal.Away());
        } else if (node.leases() > 0) {
            refusals.add(new Refusal.Busy());
        } else if (node.capability().limit() != null) {
            refusals.add(Words.limited(node.capability().limit()));
        } else if (node.capability().freeLeases() == 0) {
            refusals.add(new Refusal.LimitedByOwner(OwnerLimit.UNNAMED, null));
        }
        String zone = place.zone();
        if (zone != null && isElsewhere(node, zone)) {
            refusals.add(new Refusal.OtherZone(zone));
        }
        if (node.drained()) {
            refusals.add(new Refusal.Drained());
        }
        return refusals;
    }

    private boolean isElsewhere(PresentNode node, @Nullable String zone) {
        return zone != null && !zone.equals(Machines.zone(node.capability(), intensities));
    }

    /** Whether the claim would rather leave the task to this node than give it to one that broke it. */
    private boolean mayRun(PresentNode node, Place place) {
        return !fleet.isAway(node)
                && !node.drained()
                && node.capability().limit() == null
                && !isElsewhere(node, place.zone())
                && Feasibility.fits(place.need(), Machines.hardware(node.capability()));
    }

    private Optional<Placement.Held> held(Board.Picture picture, NodeOffer offer, Place place, Instant now) {
        return picture.snapshot().ready().stream()
                .filter(work -> work.workClass().id() == place.workClass().id())
                .findFirst()
                .flatMap(work -> planner.held(picture.snapshot().at(now), () -> picture.round(planner), offer, work));
    }
}
