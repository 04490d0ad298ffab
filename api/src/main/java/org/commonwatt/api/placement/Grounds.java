package org.commonwatt.api.placement;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.carbon.Intensities;
import org.commonwatt.api.fleet.PresentNode;
import org.commonwatt.scheduler.Feasibility;
import org.commonwatt.scheduler.Hardware;
import org.commonwatt.scheduler.WorkNeed;
import org.commonwatt.scheduler.Zone;
import org.commonwatt.scheduler.timing.Congestion;
import org.commonwatt.scheduler.timing.TimingRound.Capacity;
import org.commonwatt.scheduler.timing.Waiting;
import org.commonwatt.scheduler.timing.ZoneChoice;

/** The machines by electricity zone, and what is expected of the zones. */
final class Grounds {

    /** The planner leaves a part of the machines unplanned; of a single one nothing would be left to plan on. */
    private static final int LEAST_EXPECTED = 2;

    private record Ground(Zone zone, List<PresentNode> nodes) {}

    private final Map<String, Ground> zones = new LinkedHashMap<>();
    private final Intensities intensities;

    Grounds(Collection<PresentNode> nodes, Intensities intensities) {
        this.intensities = intensities;
        Map<String, List<PresentNode>> byZone = nodes.stream()
                .collect(Collectors.groupingBy(
                        node -> Machines.zone(node.capability(), intensities), TreeMap::new, Collectors.toList()));
        byZone.forEach((name, there) -> zones.put(
                name, new Ground(Machines.expected(there.getFirst().capability().zone(), intensities), there)));
    }

    /**
     * The zone that work has: where it ran, as long as a machine that fits is there, since to follow the cleanest zone from hour to
     * hour costs more in restarts than it saves; or the one that was chosen for it, until the next decision about it is due.
     *
     * @param planned what was decided about it last, or null
     */
    Optional<String> kept(OpenWork work, @Nullable Planned planned, Instant now) {
        if (work.begun() && best(work.need(), name(work.zone())).isPresent()) {
            return Optional.of(name(work.zone()));
        }
        return Optional.ofNullable(planned)
                .filter(plan -> !work.begun() && !work.isDue(now))
                .map(Planned::zone)
                .filter(zone -> best(work.need(), zone).isPresent());
    }

    /** A zone for work that has none, which counts as planned there from then on. Nothing where no machine fits. */
    Optional<String> choose(OpenWork work, ZoneChoice choice, Instant now) {
        if (work.running()) {
            // Its node was not heard from for a while; if it stays silent, the lease ends by itself.
            return Optional.empty();
        }
        Map<String, Waiting> states = new HashMap<>();
        for (String zone : zones.keySet()) {
            best(work.need(), zone).ifPresent(hardware -> states.put(zone, work.on(hardware, now)));
        }
        return states.isEmpty() ? Optional.empty() : Optional.of(choice.choose(states));
    }

    /** What there is to choose among. */
    List<ZoneChoice.Place> places(Map<String, Capacity> capacities, Map<String, Congestion> congestion) {
        return zones.entrySet().stream()
                .map(entry -> new ZoneChoice.Place(
                        entry.getValue().zone(),
                        capacities.getOrDefault(entry.getKey(), Capacity.UNLIMITED),
                        congestion.getOrDefault(entry.getKey(), Congestion.none(Instant.EPOCH))))
                .toList();
    }

    private String name(@Nullable String zone) {
        String known = intensities.name(zone);
        return known == null ? Zone.WORLD : known;
    }

    /** The machine in a zone that needs the least energy for the work, of those that fit it. */
    Optional<Hardware> best(WorkNeed need, String zone) {
        Ground ground = zones.get(zone);
        return ground == null
                ? Optional.empty()
                : ground.nodes().stream()
                        .map(node -> Machines.hardware(node.capability()))
                        .filter(hardware -> Feasibility.fits(need, hardware))
                        .min(byEnergy(need));
    }

    private static Comparator<Hardware> byEnergy(WorkNeed need) {
        return Comparator.comparingDouble(
                        (Hardware hardware) -> hardware.hoursFor(need.flops()) * hardware.marginalWatts())
                .thenComparingDouble(hardware -> hardware.hoursFor(need.flops()));
    }

    /** What is expected of a zone that has machines. */
    Zone zone(String name) {
        Ground ground = zones.get(name);
        if (ground == null) {
            throw new IllegalArgumentException("no machine is in the zone " + name);
        }
        return ground.zone();
    }

    /**
     * Machines of each zone that work which may wait can count on: those that are there now, and of all that joined as much of the
     * next day as they were there at these hours before. Never none: what is taken now will be free some time.
     *
     * @param joined the machines that joined, with the share of the day ahead that each is expected to be there
     */
    Map<String, Capacity> capacities(Collection<PresentNode> joined, Set<UUID> taken, ToDoubleFunction<UUID> share) {
        Map<String, Double> expected = new HashMap<>();
        for (PresentNode node : joined) {
            if (!node.drained() && !taken.contains(node.id())) {
                String zone = Machines.zone(node.capability(), intensities);
                expected.merge(zone, share.applyAsDouble(node.id()), Double::sum);
            }
        }
        Map<String, Capacity> capacities = new HashMap<>();
        zones.forEach((zone, ground) -> {
            long free = ground.nodes().stream()
                    .filter(node -> !taken.contains(node.id()))
                    .count();
            capacities.put(zone, new Capacity(free, Math.max(LEAST_EXPECTED, expected.getOrDefault(zone, 0.0))));
        });
        return capacities;
    }
}
