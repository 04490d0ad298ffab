package org.commonwatt.api.fleet;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.account.Scope;
import org.commonwatt.api.problem.NotFound;

/** Empties nodes: a drained one hands back what it works on, with a checkpoint, and takes nothing new. */
@Component
public class Draining {

    private static final Logger LOG = LoggerFactory.getLogger(Draining.class);

    private final FleetQueries queries;
    private final DrainedNodes drained;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Draining(FleetQueries queries, DrainedNodes drained, ApplicationEventPublisher events, Clock clock) {
        this.queries = queries;
        this.drained = drained;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Drains a node of the caller's account, or any node for an operator. Repeats are harmless.
     *
     * @throws NotFound when it isn't the caller's
     */
    @Transactional
    public void begin(UUID nodeId, Caller caller) {
        set(nodeId, caller, clock.instant());
    }

    /**
     * Lets a drained node take work again. Repeats are harmless.
     *
     * @throws NotFound when it isn't the caller's
     */
    @Transactional
    public void end(UUID nodeId, Caller caller) {
        set(nodeId, caller, null);
    }

    private void set(UUID nodeId, Caller caller, @Nullable Instant since) {
        if (!queries.drain(nodeId, caller.accountId(), caller.may(Scope.OPERATE), since)) {
            throw new NotFound("node " + nodeId);
        }
        drained.changeAfterCommit();
        events.publishEvent(new NodeDrained(nodeId, since != null));
        LOG.info("node {} is {} by account {}", nodeId, since == null ? "open again" : "drained", caller.accountId());
    }
}
