package org.commonwatt.api.fleet;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import org.commonwatt.api.account.Caller;

/**
 * Nodes whose tokens were looked up lately, for a node says who it is with every message. One that is removed is forgotten at
 * once where that happens; another replica may know it for {@link #KNOWN_FOR} more. That gives it nothing: its leases are
 * gone by then, every write is guarded by a lease, and the claim asks the node's row.
 */
@Component
class KnownNodes {

    static final Duration KNOWN_FOR = Duration.ofSeconds(5);

    private static final int MOST = 100_000;

    private record Known(Caller caller, Instant until) {}

    private final ConcurrentMap<ByteBuffer, Known> known = new ConcurrentHashMap<>();
    private final AtomicLong removals = new AtomicLong();
    private final Clock clock;

    KnownNodes(Clock clock) {
        this.clock = clock;
    }

    /** The node with this token, asked of {@code lookUp} unless it was lately. Tokens that are nobody's are not kept. */
    Optional<Caller> find(byte[] tokenHash, Function<byte[], Optional<Caller>> lookUp) {
        ByteBuffer key = ByteBuffer.wrap(tokenHash);
        Instant now = clock.instant();
        Known node = known.get(key);
        // One that is known for longer was looked up before the clock went back.
        if (node != null
                && now.isBefore(node.until())
                && !node.until().isAfter(now.plus(KNOWN_FOR).plus(KNOWN_FOR))) {
            return Optional.of(node.caller());
        }
        long before = removals.get();
        Optional<Caller> found = lookUp.apply(tokenHash);
        found.ifPresent(caller -> keep(key, new Known(caller, now.plus(KNOWN_FOR)), before));
        return found;
    }

    /** A removal that was committed while the row was read may not have been seen by that reading. */
    private void keep(ByteBuffer key, Known node, long before) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(key, node);
        if (removals.get() != before) {
            known.remove(key);
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(NodeRemoved removed) {
        removals.incrementAndGet();
        known.values().removeIf(node -> removed.nodeId().equals(node.caller().nodeId()));
    }
}
