package org.commonwatt.api.lease;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.fleet.NodeRemoved;
import org.commonwatt.api.lease.SweepQueries.Suspect;

/**
 * Looks for leases whose time is over, by three clocks that are told apart: the budget of the job's running time, liveness
 * (renewals), and progress (steps). Any number of replicas may sweep at once: each lease is looked
 * at again under its job's lock.
 */
@Component
class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final Heartbeat heartbeat;
    private final SweepQueries queries;
    private final CarbonBudgets carbon;
    private final Expiry expiry;
    private final LeaseSettings settings;
    private final Clock clock;

    Sweeper(
            Heartbeat heartbeat,
            SweepQueries queries,
            CarbonBudgets carbon,
            Expiry expiry,
            LeaseSettings settings,
            Clock clock) {
        this.heartbeat = heartbeat;
        this.queries = queries;
        this.carbon = carbon;
        this.expiry = expiry;
        this.settings = settings;
        this.clock = clock;
    }

    /** The heartbeat comes first: after an outage leases must be extended before any of them is looked at. */
    void sweep() {
        heartbeat.beat();
        Instant now = clock.instant();
        queries.drain();
        each(queries.overBudget(now), expiry::stopOverBudget);
        each(carbon.spent(), expiry::stopOverCarbon);
        each(queries.expired(now), expiry::lapse);
        Instant standingSince = now.minus(settings.stalledAfter());
        each(queries.stalled(standingSince), lease -> expiry.stall(lease, standingSince));
        Instant graceOver = now.minus(settings.grace());
        each(queries.lapsed(graceOver), lease -> expiry.endGrace(lease, graceOver));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(NodeRemoved removed) {
        queries.ofNode(removed.nodeId()).forEach(expiry::revoke);
    }

    /** One lease that can't be dealt with must not keep the others waiting; the next sweep comes back to it. */
    private static void each(List<Suspect> leases, Consumer<Suspect> end) {
        for (Suspect lease : leases) {
            try {
                end.accept(lease);
            } catch (RuntimeException e) {
                LOG.warn(
                        "lease {} could not be ended; trying again later",
                        lease.ref().id(),
                        e);
            }
        }
    }
}
