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
import org.commonwatt.api.database.GroupCommit;
import org.commonwatt.api.id.Ids;
import org.commonwatt.api.lease.ClaimQueries.Claim;
import org.commonwatt.api.lease.Grants.Granted;
import org.commonwatt.api.placement.Placements;
import org.commonwatt.api.placement.Ranking;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.node.Capability;

/** One look for work: the planner ranks, the claim takes. Nothing is handed out past the planner. */
@Component
class Matchmaker {

    /**
     * What a look brought.
     *
     * @param lease the lease, or null
     * @param askAgainIn when another look may bring something without anything new, or null when only new work can
     */
    record Match(@Nullable LeaseGrant lease, @Nullable Duration askAgainIn) {}

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final int CLAIMS_AT_ONCE = 2;

    private final Placements placements;
    private final GroupCommit<Claim, Optional<Granted>> claims;
    private final Grants grants;
    private final Intensities intensities;
    private final LeaseSettings settings;
    private final Ids ids;
    private final Clock clock;

    Matchmaker(
            Placements placements,
            Claims claims,
            Grants grants,
            Intensities intensities,
            LeaseSettings settings,
            Ids ids,
            Clock clock) {
        this.placements = placements;
        this.claims = new GroupCommit<>("claims", CLAIMS_AT_ONCE, ClaimQueries.MOST_AT_ONCE, claims::claim);
        this.grants = grants;
        this.intensities = intensities;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    Match match(UUID nodeId, String key, Capability capability) {
        Ranking ranking = placements.rank(nodeId, capability, settings.retry().attempts());
        if (ranking.classes().isEmpty()) {
            return new Match(null, until(ranking.askAgainAt()));
        }
        Claim claim = new Claim(ids.next(), nodeId, key, ranking.classes(), intensities.of(capability.zone()));
        try {
            Optional<LeaseGrant> lease = claims.submit(claim).map(grants::of);
            if (lease.isEmpty()) {
                // Others were faster than the picture, or the same request came twice at once and the other has it.
                placements.outdated();
                lease = grants.earlier(nodeId, key);
            }
            return new Match(lease.orElse(null), until(ranking.askAgainAt()));
        } catch (DuplicateKeyException twin) {
            return new Match(grants.earlier(nodeId, key).orElse(null), null);
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
