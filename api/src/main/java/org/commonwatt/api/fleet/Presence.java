package org.commonwatt.api.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.protocol.node.Capability;

/**
 * Notes who was heard from, and spares the rows what they know: a node that says again what it said a moment ago changes
 * nothing that anybody reckons with.
 */
@Component
class Presence {

    /** How much older a node may look than it is; far below the time after which it counts as away. */
    static final Duration KNOWN_FOR = Duration.ofSeconds(10);

    /**
     * That a node was heard from.
     *
     * @param capability what it offers, or null where that is as before
     */
    record Sighting(UUID nodeId, @Nullable Capability capability, Instant at) {}

    private final ConcurrentMap<UUID, Sighting> noted = new ConcurrentHashMap<>();
    private final FleetQueries queries;
    private final Clock clock;

    Presence(FleetQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** Whether the rows need not hear of it. */
    boolean isKnown(Sighting sighting) {
        Sighting last = noted.get(sighting.nodeId());
        return last != null
                && sighting.at().isBefore(last.at().plus(KNOWN_FOR))
                && sighting.at().isAfter(last.at().minus(KNOWN_FOR)) // else the clock went back
                && (sighting.capability() == null || sighting.capability().equals(last.capability()));
    }

    /** Notes many at once; of a node that is among them twice, the last. */
    @Transactional
    List<Boolean> note(List<Sighting> sightings) {
        SortedMap<UUID, Sighting> newest = new TreeMap<>(); // in one order, as everybody locks them
        sightings.forEach(sighting -> newest.merge(sighting.nodeId(), sighting, Presence::later));
        queries.seen(newest.values());
        newest.forEach((node, sighting) -> noted.merge(node, sighting, Presence::later));
        return sightings.stream().map(sighting -> true).toList();
    }

    /** Nodes that are silent for long need no memory. */
    void forgetSilent() {
        Instant now = clock.instant();
        noted.values()
                .removeIf(sighting -> sighting.at().isBefore(now.minus(KNOWN_FOR))
                        || sighting.at().isAfter(now.plus(KNOWN_FOR)));
    }

    private static Sighting later(Sighting known, Sighting next) {
        Capability capability = next.capability() == null ? known.capability() : next.capability();
        return new Sighting(next.nodeId(), capability, next.at());
    }
}
