package org.commonwatt.api.lease;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import org.commonwatt.api.fleet.Fleet;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.LeaseRequest;

/** Answers nodes that ask for work. While a request waits it holds no connection and no transaction. */
@Component
public class Dispatch {

    /**
     * The answer.
     *
     * @param lease the lease, or null when there is no work for the node
     * @param retryAfter when asking again may bring something
     */
    public record Answer(@Nullable LeaseGrant lease, Duration retryAfter) {}

    private static final int LONGEST_KEY = 200;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Fleet fleet;
    private final Matchmaker matchmaker;
    private final Grants grants;
    private final WaitingRoom room;
    private final LeaseSettings settings;

    Dispatch(Fleet fleet, Matchmaker matchmaker, Grants grants, WaitingRoom room, LeaseSettings settings) {
        this.fleet = fleet;
        this.matchmaker = matchmaker;
        this.grants = grants;
        this.room = room;
        this.settings = settings;
    }

    /**
     * Waits for work for a node, no longer than it asked for.
     *
     * @param key the request's Idempotency-Key: the same key gets the same lease again while that lives
     * @throws InterruptedException when the service stops hard
     */
    public Answer ask(UUID nodeId, String key, LeaseRequest request) throws InterruptedException {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new ReportUnusable("the Idempotency-Key has 1 to " + LONGEST_KEY + " characters");
        }
        fleet.seen(nodeId, request.capability());
        if (request.capability().freeLeases() == 0 || fleet.isDrained(nodeId)) {
            Optional<LeaseGrant> earlier = grants.earlier(nodeId, key);
            return new Answer(earlier.orElse(null), earlier.isPresent() ? Duration.ZERO : settings.lookAgain());
        }
        Duration wait = Duration.ofSeconds(Math.max(0, request.waitSeconds()));
        return await(nodeId, key, request, wait.compareTo(settings.longestWait()) < 0 ? wait : settings.longestWait());
    }

    /** Waiting is measured in real time whatever the clock says: it is about the open connection. */
    private Answer await(UUID nodeId, String key, LeaseRequest request, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        try (WaitingRoom.Seat seat = room.enter()) {
            for (boolean first = true; ; first = false) {
                Matchmaker.Match match = matchmaker.match(nodeId, key, request.capability());
                LeaseGrant lease = match.lease();
                if (lease == null && first) {
                    // Only now: a request that finds work is spared the question, since no key gets a second lease.
                    lease = grants.earlier(nodeId, key).orElse(null);
                }
                if (lease != null) {
                    return new Answer(lease, Duration.ZERO);
                }
                seat.passOn();
                Duration left = Duration.ofNanos(end - System.nanoTime());
                Duration pause = shorter(match.askAgainIn(), settings.lookAgain());
                if (seat.isOneTooMany()) {
                    return new Answer(null, settings.longestWait());
                }
                if (!left.isPositive() || room.isClosed()) {
                    return new Answer(null, shorter(pause, SOON));
                }
                seat.await(shorter(pause, left));
            }
        }
    }

    private static Duration shorter(@Nullable Duration one, Duration other) {
        return one != null && one.compareTo(other) < 0 ? one : other;
    }
}
