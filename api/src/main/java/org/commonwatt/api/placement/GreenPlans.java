package org.commonwatt.api.placement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.Intensities;
import org.commonwatt.api.fleet.Fleet;
import org.commonwatt.api.fleet.PresentNode;
import org.commonwatt.protocol.job.TimingView;
import org.commonwatt.scheduler.timing.Congestion;
import org.commonwatt.scheduler.timing.TimingRound.Capacity;
import org.commonwatt.scheduler.timing.TimingRound.Decisions;
import org.commonwatt.scheduler.timing.Waiting;
import org.commonwatt.scheduler.timing.ZoneChoice;

/** Rounds of decisions about the time of work that may wait. The planner decides; here rows become its snapshot. */
@Component
public class GreenPlans {

    /**
     * A decision to be applied.
     *
     * @param view the decision
     * @param zone the zone that the task should run in, or null for any
     */
    public record Decision(
            UUID taskId,
            UUID jobId,
            TimingView view,
            @Nullable String zone) {}

    /** Without a machine that fits there is nothing to plan on; looked at again after this time. */
    private static final Duration WITHOUT_MACHINES = Duration.ofMinutes(1);

    private final TimingQueries queries;
    private final Fleet fleet;
    private final Intensities intensities;
    private final Availabilities availabilities;
    private final Clock clock;

    GreenPlans(
            TimingQueries queries, Fleet fleet, Intensities intensities, Availabilities availabilities, Clock clock) {
        this.queries = queries;
        this.fleet = fleet;
        this.intensities = intensities;
        this.availabilities = availabilities;
        this.clock = clock;
    }

    /** When the next decision is due, or nothing where no open work may wait. */
    public Optional<Instant> nextDue() {
        return queries.nextDue();
    }

    /**
     * A round: all decisions that are due, of each zone those first that lose most by waiting. Work that no machine fits gets
     * none; {@link #WITHOUT_MACHINES} says when to look at it again.
     */
    public Round round() {
        Instant now = clock.instant();
        queries.forgetEnded();
        List<OpenWork> open = queries.open(now);
        List<Decision> decisions = new ArrayList<>();
        Snapshot snapshot = snapshot(open, now);
        for (ZoneRound round : snapshot.rounds()) {
            Decisions decided = round.decide();
            if (!decided.congestion().equals(round.congestion())) {
                queries.store(round.zone().name(), decided.congestion());
            }
            decisions.addAll(round.each(decided, ruling -> decision(round, ruling, now)));
        }
        return new Round(decisions, snapshot.homeless(), now.plus(WITHOUT_MACHINES));
    }

    /**
     * What a round decided.
     *
     * @param homeless tasks that are due and that no machine fits
     * @param lookAgainAt when to look at those again
     */
    public record Round(List<Decision> decisions, List<UUID> homeless, Instant lookAgainAt) {}

    /** The planner's picture: a round for each zone, and the tasks that fit nowhere. */
    record Snapshot(List<ZoneRound> rounds, List<UUID> homeless) {}

    Snapshot snapshot(List<OpenWork> open, Instant now) {
        Basis basis = basis(fleet.present(), now);
        Map<String, List<OpenWork>> byZone = new TreeMap<>();
        List<UUID> homeless = new ArrayList<>();
        List<OpenWork> without = new ArrayList<>();
        for (OpenWork work : open) {
            Planned planned = basis.planned().get(work.taskId());
            Optional<String> zone = basis.grounds().kept(work, planned, now);
            zone.ifPresent(name ->
                    byZone.computeIfAbsent(name, any -> new ArrayList<>()).add(work));
            if (zone.isPresent() && planned != null) {
                basis.choice().count(zone.get(), planned.from(), planned.to());
            } else if (zone.isEmpty() && work.isDue(now)) {
                without.add(work);
            }
        }
        for (OpenWork work : without) {
            basis.grounds()
                    .choose(work, basis.choice(), now)
                    .ifPresentOrElse(
                            name -> byZone.computeIfAbsent(name, any -> new ArrayList<>())
                                    .add(work),
                            () -> homeless.add(work.taskId()));
        }
        List<ZoneRound> rounds = new ArrayList<>();
        byZone.forEach((zone, there) -> {
            Congestion before = basis.congestion(zone);
            List<OpenWork> work = before.isOfHour(now)
                    ? there.stream().filter(one -> one.isDue(now)).toList()
                    : there;
            if (!work.isEmpty()) {
                rounds.add(basis.round(zone, work, now));
            }
        });
        return new Snapshot(rounds, homeless);
    }

    /** What would be decided about work if it were submitted now; nothing where no machine that joined fits it. */
    Optional<TimingView> preview(OpenWork work, Instant now) {
        Basis basis = basis(fleet.joined(), now);
        basis.planned().values().forEach(plan -> basis.choice().count(plan.zone(), plan.from(), plan.to()));
        return basis.grounds().choose(work, basis.choice(), now).map(zone -> {
            ZoneRound round = basis.round(zone, List.of(work), now);
            return Decided.view(
                    round.zone(), round.decideAtPrices().decided().getFirst().timing(), now);
        });
    }

    /** What decisions stand on beside the work itself. */
    private record Basis(
            Grounds grounds,
            Map<String, Capacity> capacities,
            Map<String, Congestion> prices,
            Map<UUID, Planned> planned,
            ZoneChoice choice) {

        Congestion congestion(String zone) {
            return prices.getOrDefault(zone, Congestion.none(Instant.EPOCH));
        }

        ZoneRound round(String zone, List<OpenWork> work, Instant now) {
            List<Waiting> tasks = work.stream()
                    .map(one -> one.on(grounds.best(one.need(), zone).orElseThrow(), now))
                    .toList();
            return new ZoneRound(
                    grounds.zone(zone),
                    work,
                    tasks,
                    capacities.getOrDefault(zone, Capacity.UNLIMITED),
                    congestion(zone),
                    now);
        }
    }

    private Basis basis(List<PresentNode> nodes, Instant now) {
        Grounds grounds = new Grounds(nodes, intensities);
        Set<UUID> present = nodes.stream().map(PresentNode::id).collect(Collectors.toSet());
        Map<String, Capacity> capacities = grounds.capacities(
                fleet.joined(), queries.takenNodes(), node -> availabilities.share(node, present.contains(node), now));
        Map<String, Congestion> prices = queries.congestion();
        ZoneChoice choice = new ZoneChoice(grounds.places(capacities, prices), now);
        return new Basis(grounds, capacities, prices, queries.planned(), choice);
    }

    private static Decision decision(ZoneRound round, ZoneRound.Ruling ruling, Instant now) {
        TimingView view = Decided.view(round.zone(), ruling.decided().timing(), now);
        String zone = Decided.isBoundToItsZone(view.reason()) ? round.zone().name() : null;
        return new Decision(ruling.work().taskId(), ruling.work().jobId(), view, zone);
    }
}
