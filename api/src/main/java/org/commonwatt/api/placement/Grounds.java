package org.commonwatt.api.placement;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.carbon.Intensities;
import org.commonwatt.api.fleet.PresentNode;
import org.commonwatt.scheduler.Feasibility;
import org.commonwatt.scheduler.Hardware;
import org.commonwatt.scheduler.WorkNeed;
import org.commonwatt.scheduler.Zone;
import org.commonwatt.scheduler.timing.GreenWindows;
import org.commonwatt.scheduler.timing.TimingRound.Capacity;

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
     * The zone to run work in: where it ran, as long as a machine that fits is there, since to follow the cleanest zone from
     * hour to hour costs more in restarts than it saves; else the one whose plan is cheapest. Nothing where no machine fits.
     */
    Optional<String> choose(OpenWork work, Instant now) {
        String last = work.begun() ? name(work.zone()) : null;
        if (last != null && best(work.need(), last).isPresent()) {
            return Optional.of(last);
        }
        if (work.running()) {
            // Its node was not heard from for a while; if it stays silent, the lease ends by itself.
            return Optional.empty();
        }
        List<Zone> possible = zones.values().stream()
                .map(Ground::zone)
                .filter(zone -> best(work.need(), zone.name()).isPresent())
                .toList();
        return zones.keySet().stream()
                .flatMap(zone -> best(work.need(), zone).stream())
                .min(byEnergy(work.need()))
                .map(hardware -> GreenWindows.decide(possible, work.on(hardware, now), now)
                        .window()
                        .zone());
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

    /** The machines that are there. */
    Set<UUID> nodes(String zone) {
        Ground ground = zones.get(zone);
        return ground == null
                ? Set.of()
                : ground.nodes().stream().map(PresentNode::id).collect(Collectors.toSet());
    }

    /**
     * Machines of a zone that work which may wait can count on. Never none: what is taken now will be free some time.
     *
     * @param expected mean of the hours ahead
     */
    Capacity capacity(String zone, Set<UUID> taken, double expected) {
        long free = nodes(zone).stream().filter(node -> !taken.contains(node)).count();
        return new Capacity(free, Math.max(LEAST_EXPECTED, expected));
    }
}
