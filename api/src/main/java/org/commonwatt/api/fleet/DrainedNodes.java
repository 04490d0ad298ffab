package org.commonwatt.api.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Which nodes are drained, for whoever asks at every request: looked up now and then. What another replica changed is seen a
 * moment later; until then the leases' sweep mends what was handed out.
 */
@Component
class DrainedNodes {

    private static final Duration KEPT = Duration.ofSeconds(1);

    private record Known(Instant at, Set<UUID> nodes) {}

    private final FleetQueries queries;
    private final Clock clock;
    private volatile @Nullable Known known;

    DrainedNodes(FleetQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    boolean contains(UUID nodeId) {
        Instant now = clock.instant();
        Known last = known;
        // One from later than now is from before the clock went back.
        if (last == null
                || !now.isBefore(last.at().plus(KEPT))
                || now.isBefore(last.at().minus(KEPT))) {
            last = new Known(now, queries.drained());
            known = last;
        }
        return last.nodes().contains(nodeId);
    }

    /** Looks again once the running transaction is committed. */
    void changeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known = null;
            }
        });
    }
}
