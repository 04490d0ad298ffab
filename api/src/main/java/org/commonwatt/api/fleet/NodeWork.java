package org.commonwatt.api.fleet;

import java.time.Clock;
import java.time.Duration;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the sums of what nodes did close to the present, so that few leases are left to add for who looks at the fleet. */
@Component
class NodeWork {

    /** Far longer than a transaction may last, and than the clocks of two replicas differ. */
    static final Duration SETTLED_AFTER = Duration.ofMinutes(10);

    private final NodeWorkQueries queries;
    private final Clock clock;

    NodeWork(NodeWorkQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT1M")
    void add() {
        queries.add(clock.instant().minus(SETTLED_AFTER));
    }
}
