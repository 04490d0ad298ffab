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

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.Intensities;
import org.commonwatt.api.fleet.Fleet;
import org.commonwatt.protocol.job.TimingView;
import org.commonwatt.scheduler.timing.Congestion;
import org.commonwatt.scheduler.timing.TimingRound.Capacity;
import org.commonwatt.scheduler.timing.TimingRound.Decisions;

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
        Grounds grounds = new Grounds(fleet.present(), intensities);
        Map<String, Congestion> prices = queries.congestion();
        Set<UUID> taken = open.isEmpty() ? Set.of() : queries.takenNodes();
        Map<String, List<OpenWork>> byZone = new TreeMap<>();
        List<UUID> homeless = new ArrayList<>();
        for (OpenWork work : open) {
            Optional<String> zone = grounds.choose(work, now);
            if (zone.isPresent()) {
                byZone.computeIfAbsent(zone.get(), name -> new ArrayList<>()).add(work);
            } else if (isDue(work, now)) {
                homeless.add(work.taskId());
            }
        }
        List<ZoneRound> rounds = new ArrayList<>();
        byZone.forEach((zone, there) -> {
            Congestion before = prices.getOrDefault(zone, Congestion.none(Instant.EPOCH));
            List<OpenWork> work = before.isOfHour(now)
                    ? there.stream().filter(one -> isDue(one, now)).toList()
                    : there;
            if (!work.isEmpty()) {
                rounds.add(new ZoneRound(
                        grounds.zone(zone),
                        work,
                        work.stream()
                                .map(one ->
                                        one.on(grounds.best(one.need(), zone).orElseThrow(), now))
                                .toList(),
                        capacity(grounds, zone, taken, now),
                        before,
                        now));
            }
        });
        return new Snapshot(rounds, homeless);
    }

    /**
     * Machines of a zone that work which may wait can count on: those that are there now, and of all that joined as much of the
     * next day as they were there at these hours before.
     */
    private Capacity capacity(Grounds grounds, String zone, Set<UUID> taken, Instant now) {
        Set<UUID> present = grounds.nodes(zone);
        double expected = fleet.joined().stream()
                .filter(node -> !node.drained() && !taken.contains(node.id()))
                .filter(node -> Machines.zone(node.capability(), intensities).equals(zone))
                .mapToDouble(node -> availabilities.share(node.id(), present.contains(node.id()), now))
                .sum();
        return grounds.capacity(zone, taken, expected);
    }

    /** What would be decided about work if it were submitted now; nothing where no machine that joined fits it. */
    Optional<TimingView> preview(OpenWork work, Instant now) {
        Grounds grounds = new Grounds(fleet.joined(), intensities);
        return grounds.choose(work, now).map(zone -> {
            ZoneRound round = new ZoneRound(
                    grounds.zone(zone),
                    List.of(work),
                    List.of(work.on(grounds.best(work.need(), zone).orElseThrow(), now)),
                    capacity(grounds, zone, queries.takenNodes(), now),
                    queries.congestion().getOrDefault(zone, Congestion.none(Instant.EPOCH)),
                    now);
            return Decided.view(
                    round.zone(), round.decideAtPrices().decided().getFirst().timing(), now);
        });
    }

    private static Decision decision(ZoneRound round, ZoneRound.Ruling ruling, Instant now) {
        TimingView view = Decided.view(round.zone(), ruling.decided().timing(), now);
        String zone = Decided.isBoundToItsZone(view.reason()) ? round.zone().name() : null;
        return new Decision(ruling.work().taskId(), ruling.work().jobId(), view, zone);
    }

    private static boolean isDue(OpenWork work, Instant now) {
        return !work.decideAt().isAfter(now);
    }
}
