package org.commonwatt.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Everything that a planning round looks at.
 *
 * @param now the moment of the round
 * @param ready ready work, at most one entry for a class
 * @param fleet present nodes, at most one entry for a class
 * @param zones zones by name; the one named {@link Zone#WORLD} stands for all that are missing
 * @param use machine-hours that each account used lately, decayed (see {@link FairShare}); 0 where missing
 */
public record Snapshot(
        Instant now, List<ReadyWork> ready, List<FleetClass> fleet, Map<String, Zone> zones, Map<UUID, Double> use) {

    public Snapshot {
        ready = List.copyOf(ready);
        fleet = List.copyOf(fleet);
        zones = Map.copyOf(zones);
        use = Map.copyOf(use);
        if (!zones.containsKey(Zone.WORLD)) {
            throw new IllegalArgumentException("the zone for unknown places is missing");
        }
    }

    /** The same picture, looked at in another moment. */
    public Snapshot at(Instant moment) {
        return new Snapshot(moment, ready, fleet, zones, use);
    }

    /** The zone of that name, or the world's mean. */
    public Zone zone(String name) {
        Zone zone = zones.get(name);
        return zone == null ? Objects.requireNonNull(zones.get(Zone.WORLD)) : zone;
    }
}
