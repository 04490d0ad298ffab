package org.commonwatt.api.lease;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.lease.LeaseQueries.Accepted;
import org.commonwatt.api.lease.LeaseQueries.Close;
import org.commonwatt.api.lease.LeaseQueries.Ended;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lifecycle.LeaseState;
import org.commonwatt.protocol.lifecycle.LeaseTransition;
import org.commonwatt.protocol.lifecycle.Moves;
import org.commonwatt.protocol.lifecycle.TaskTransition;

/** Nodes give work back unfinished: it is ready again at once, and it is no failure. */
@Component
public class Releases {

    private final LeaseQueries leases;
    private final Returns returns;
    private final Requeue requeue;
    private final Deferrals deferrals;
    private final Clock clock;

    Releases(LeaseQueries leases, Returns returns, Requeue requeue, Deferrals deferrals, Clock clock) {
        this.leases = leases;
        this.returns = returns;
        this.requeue = requeue;
        this.deferrals = deferrals;
        this.clock = clock;
    }

    /**
     * Ends a lease without an outcome; repeats are harmless.
     *
     * @throws LeaseStale when the lease is not the node's any more
     */
    @AgainAfterDeadlock
    @Transactional
    public void release(LeaseRef lease, Release release) {
        Messages.check(release.energy());
        Optional<Accepted> removed = returns.remove(lease);
        if (removed.isEmpty()) {
            requireReleasedBefore(lease);
            return;
        }
        leases.energy(lease.id(), release.energy());
        Moves.Lease ended = lease.ends(LeaseTransition.RELEASE, removed.get().state());
        Release.Reason why = ended.by() == LeaseTransition.RELEASE ? release.reason() : null;
        leases.endAttempt(lease.id(), clock.instant(), new Close(ended.by().to(), null, why, null));
        boolean pauses = removed.get().directive() == Directive.PAUSE || release.reason() == Release.Reason.PAUSED;
        if (pauses && deferrals.mayWait(removed.get().work().taskId())) {
            deferrals.paused(removed.get().work(), Moves.of(ended));
        } else {
            requeue.after(
                    Duration.ZERO,
                    removed.get().work(),
                    TaskTransition.RETURN,
                    sentence(release.reason()),
                    Moves.of(ended));
        }
    }

    private void requireReleasedBefore(LeaseRef lease) {
        Optional<Ended> ended = leases.ended(lease);
        boolean before = ended.filter(it ->
                        it.answer() == null && it.outcome() != LeaseState.EXPIRED && it.outcome() != LeaseState.FAILED)
                .isPresent();
        if (!before) {
            throw new LeaseStale(lease);
        }
    }

    private static String sentence(Release.Reason reason) {
        return switch (reason) {
            case OWNER_RETURNED -> "The machine's owner came back; the work goes on elsewhere.";
            case SHUTDOWN -> "The worker was stopped; the work goes on elsewhere.";
            case DRAINED -> "The node was drained; the work goes on elsewhere.";
            case PAUSED -> "The work was given back at a checkpoint, to go on later.";
            case CANCELLED -> "The node gave the work back; it goes on elsewhere.";
        };
    }
}
