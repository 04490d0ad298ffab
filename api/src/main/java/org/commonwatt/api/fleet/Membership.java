package org.commonwatt.api.fleet;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.account.NodeTokens;
import org.commonwatt.api.account.Scope;
import org.commonwatt.api.account.Tokens;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.node.Joining;

/** How machines join and leave, and the tokens they have in between. */
@Component
public class Membership implements NodeTokens {

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private final MembershipQueries queries;
    private final KnownNodes known;
    private final FleetSettings settings;
    private final Identity identity;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Membership(
            MembershipQueries queries,
            KnownNodes known,
            FleetSettings settings,
            Identity identity,
            Clock clock,
            ApplicationEventPublisher events) {
        this.queries = queries;
        this.known = known;
        this.settings = settings;
        this.identity = identity;
        this.clock = clock;
        this.events = events;
    }

    /** A fresh code with which one machine may join the caller's account. */
    public Joining.Code newCode(Caller caller) {
        caller.require(Scope.DONATE);
        JoiningCode code = identity.code();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(settings.codeLifetime());
        queries.addCode(code.hash(), caller.accountId(), now, expiresAt);
        return new Joining.Code(code.written(), expiresAt);
    }

    /**
     * Trades a code for an identity. Of several machines that come with one code at once, one joins.
     *
     * @throws JoiningCodeInvalid when the code is unknown, used or too old
     * @throws OfferUnusable when what the machine says of itself can't be true
     */
    @Transactional
    public Joining.Joined join(Joining joining) {
        String name = Offers.name(joining.name());
        var capability = Offers.checked(joining.capability());
        Instant now = clock.instant();
        JoiningCode code = JoiningCode.parse(joining.code());
        if (code == null) {
            throw new JoiningCodeInvalid();
        }
        UUID accountId = queries.lockUsableCode(code.hash(), now).orElseThrow(JoiningCodeInvalid::new);
        UUID nodeId = identity.id();
        String token = identity.token();
        queries.addNode(nodeId, accountId, name, Tokens.hash(token), now);
        queries.addPresence(nodeId, capability, now);
        queries.useCode(code.hash(), nodeId);
        LOG.info("node {} joined account {} as '{}'", nodeId, accountId, name);
        return new Joining.Joined(nodeId, name, token);
    }

    /**
     * Removes a node of the caller's account, or any node for an operator. Repeats are harmless.
     *
     * @throws NotFound when it isn't the caller's to remove
     */
    @Transactional
    public void remove(UUID nodeId, Caller caller) {
        if (!queries.remove(nodeId, caller.accountId(), caller.may(Scope.OPERATE), clock.instant())) {
            throw new NotFound("node " + nodeId);
        }
        events.publishEvent(new NodeRemoved(nodeId));
        LOG.info("node {} was removed by account {}", nodeId, caller.accountId());
    }

    @Override
    public Optional<Caller> resolve(byte[] tokenHash) {
        return known.find(tokenHash, queries::nodeByToken);
    }
}
