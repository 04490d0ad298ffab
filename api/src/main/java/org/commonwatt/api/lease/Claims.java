package org.commonwatt.api.lease;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.id.Ids;
import org.commonwatt.api.job.Jobs;
import org.commonwatt.api.lease.ClaimQueries.Claim;
import org.commonwatt.api.lease.ClaimQueries.Claimed;
import org.commonwatt.api.placement.Ranking.RankedClass;
import org.commonwatt.protocol.plan.PlanView.IntensityView;

/** Hands out work: turns a ranking into a lease, in one short transaction. */
@Component
class Claims {

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final ClaimQueries queries;
    private final Jobs jobs;
    private final Ids ids;
    private final LeaseSettings settings;
    private final Clock clock;

    Claims(ClaimQueries queries, Jobs jobs, Ids ids, LeaseSettings settings, Clock clock) {
        this.queries = queries;
        this.jobs = jobs;
        this.ids = ids;
        this.settings = settings;
        this.clock = clock;
    }

    /** The lease on the best-ranked task that is still there, or nothing when others took them all. */
    @Transactional
    Optional<UUID> claim(UUID nodeId, String key, List<RankedClass> ranking, IntensityView intensity) {
        Claim claim = new Claim(ids.next(), nodeId, key, ranking, intensity);
        Optional<Claimed> claimed = queries.claim(claim, clock.instant(), settings.time());
        claimed.ifPresent(lease -> {
            jobs.started(lease.jobId(), nodeId, lease.moves());
            LOG.info(
                    "job {} leased as {} with epoch {} to node {}",
                    lease.jobId(),
                    lease.lease().id(),
                    lease.lease().epoch(),
                    nodeId);
        });
        return claimed.map(lease -> lease.lease().id());
    }
}
