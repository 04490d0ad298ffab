package org.commonwatt.api.fleet;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import org.commonwatt.protocol.node.Capability;

/** Which nodes are there and what they offer. */
@Component
public class Fleet {

    private final FleetQueries queries;
    private final FleetSettings settings;
    private final Clock clock;

    Fleet(FleetQueries queries, FleetSettings settings, Clock clock) {
        this.queries = queries;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A node was heard from, with what it offers now.
     *
     * @throws OfferUnusable when that can't be true
     */
    public void seen(UUID nodeId, Capability capability) {
        queries.seen(nodeId, Offers.checked(capability), clock.instant());
    }

    /** A node was heard from; its offer is as before. */
    public void seen(UUID nodeId) {
        queries.seen(nodeId, clock.instant());
    }

    /** All nodes that were heard from within the limit, working or not. */
    public List<PresentNode> present() {
        return queries.present(awayBefore());
    }

    /** All nodes that joined and were not removed, whether or not they are there, with what they last offered. */
    public List<PresentNode> joined() {
        return queries.present(Instant.EPOCH);
    }

    /** A node that was last heard from before this moment counts as away. */
    Instant awayBefore() {
        return clock.instant().minus(settings.awayAfter());
    }
}
