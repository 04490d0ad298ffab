package org.commonwatt.api.fleet;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import org.commonwatt.api.database.GroupCommit;
import org.commonwatt.api.fleet.Presence.Sighting;
import org.commonwatt.protocol.node.Capability;

/** Which nodes are there and what they offer. */
@Component
public class Fleet {

    private static final int SIGHTINGS_AT_ONCE = 200;

    private final FleetQueries queries;
    private final Presence presence;
    private final DrainedNodes drained;
    private final GroupCommit<Sighting, Boolean> sightings;
    private final FleetSettings settings;
    private final Clock clock;

    Fleet(FleetQueries queries, Presence presence, DrainedNodes drained, FleetSettings settings, Clock clock) {
        this.queries = queries;
        this.presence = presence;
        this.drained = drained;
        this.sightings = new GroupCommit<>("sightings", 1, SIGHTINGS_AT_ONCE, presence::note);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A node was heard from, with what it offers now.
     *
     * @throws OfferUnusable when that can't be true
     */
    public void seen(UUID nodeId, Capability capability) {
        seen(new Sighting(nodeId, Offers.checked(capability), clock.instant()));
    }

    /** A node was heard from; its offer is as before. */
    public void seen(UUID nodeId) {
        seen(new Sighting(nodeId, null, clock.instant()));
    }

    private void seen(Sighting sighting) {
        if (!presence.isKnown(sighting)) {
            sightings.submit(sighting);
        }
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void forgetSilent() {
        presence.forgetSilent();
    }

    /**
     * All nodes that were heard from within the limit, working or not, but for those that are drained and those that tell a
     * limit of their owner: they are not there for work.
     */
    public List<PresentNode> present() {
        return queries.seenSince(awayBefore()).stream()
                .filter(node -> !node.drained() && node.capability().limit() == null)
                .toList();
    }

    /** All nodes that joined and were not removed, whether or not they are there, with what they last offered. */
    public List<PresentNode> joined() {
        return queries.seenSince(Instant.EPOCH);
    }

    /** Whether a node was not heard from within the limit. */
    public boolean isAway(PresentNode node) {
        return node.lastSeenAt().isBefore(awayBefore());
    }

    /** Whether a node is to take nothing new. */
    public boolean isDrained(UUID nodeId) {
        return drained.contains(nodeId);
    }

    /** A node that was last heard from before this moment counts as away. */
    public Instant awayBefore() {
        return clock.instant().minus(settings.awayAfter());
    }
}
