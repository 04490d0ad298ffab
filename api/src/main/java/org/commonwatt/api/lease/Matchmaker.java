package org.commonwatt.api.lease;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.Intensities;
import org.commonwatt.api.placement.Placements;
import org.commonwatt.api.placement.Ranking;
import org.commonwatt.protocol.node.Capability;

/** One look for work: the planner ranks, the claim takes. Nothing is handed out past the planner. */
@Component
class Matchmaker {

    /**
     * What a look brought.
     *
     * @param leaseId the lease, or null
     * @param askAgainIn when another look may bring something without anything new, or null when only new work can
     */
    record Match(@Nullable UUID leaseId, @Nullable Duration askAgainIn) {}

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

    private final Placements placements;
    private final Claims claims;
    private final ClaimQueries queries;
    private final Intensities intensities;
    private final LeaseSettings settings;
    private final Clock clock;

    Matchmaker(
            Placements placements,
            Claims claims,
            ClaimQueries queries,
            Intensities intensities,
            LeaseSettings settings,
            Clock clock) {
        this.placements = placements;
        this.claims = claims;
        this.queries = queries;
        this.intensities = intensities;
        this.settings = settings;
        this.clock = clock;
    }

    Match match(UUID nodeId, String key, Capability capability) {
        Ranking ranking = placements.rank(nodeId, capability, settings.retry().attempts());
        if (ranking.classes().isEmpty()) {
            return new Match(null, until(ranking.askAgainAt()));
        }
        try {
            Optional<UUID> lease = claims.claim(nodeId, key, ranking.classes(), intensities.of(capability.zone()));
            if (lease.isEmpty()) {
                // Others were faster than the picture; the next look sees what is left.
                placements.outdated();
            }
            return new Match(lease.orElse(null), until(ranking.askAgainAt()));
        } catch (DuplicateKeyException twin) {
            // The same request came twice at once, and the other one has the lease by now.
            return new Match(queries.granted(nodeId, key).orElse(null), null);
        }
    }

    private @Nullable Duration until(@Nullable Instant at) {
        if (at == null) {
            return null;
        }
        Duration wait = Duration.between(clock.instant(), at);
        return wait.compareTo(SHORTEST_PAUSE) > 0 ? wait : SHORTEST_PAUSE;
    }
}
