package org.commonwatt.api.placement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import org.commonwatt.api.fleet.Fleet;
import org.commonwatt.scheduler.Availability;
import org.commonwatt.scheduler.Stay;

/** What is foreseen of the nodes' comings and goings: looked at every few minutes, learned anew every hour. */
@Component
class Availabilities {

    private static final Duration LEAST = Duration.ofMinutes(4);
    private static final Duration MOST = Duration.ofMinutes(20);
    private static final Duration LEARN_EVERY = Duration.ofHours(1);

    /** Nodes that were away for longer are not counted on. */
    private static final Duration REMEMBERED = Duration.ofDays(14);

    private static final int HOURS_AHEAD = 24;

    private record Learned(Instant at, Map<UUID, Availability> nodes) {}

    private final AvailabilityQueries queries;
    private final Fleet fleet;
    private final Clock clock;
    private volatile Learned learned = new Learned(Instant.EPOCH, Map.of());

    Availabilities(AvailabilityQueries queries, Fleet fleet, Clock clock) {
        this.queries = queries;
        this.fleet = fleet;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT1M")
    void look() {
        Instant now = clock.instant();
        queries.count(now, fleet.awayBefore(), LEAST, MOST);
        // Of a clock that was set back, too.
        if (Duration.between(learned.at(), now).abs().compareTo(LEARN_EVERY) >= 0) {
            learned = new Learned(now, queries.learned(now.minus(REMEMBERED)));
        }
    }

    /** How long a node that is there now will likely stay. */
    Stay stay(UUID node, Instant now) {
        Availability known = learned.nodes().get(node);
        return known == null ? Stay.UNKNOWN : known.stay(now);
    }

    /** Share of the next day that a node will likely be there; of a node of which nothing is known, as it is now. */
    double share(UUID node, boolean isThere, Instant now) {
        Availability known = learned.nodes().get(node);
        return known == null ? isThere ? 1 : 0 : known.share(now, HOURS_AHEAD);
    }
}
