package org.commonwatt.api.lease;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.job.Jobs;
import org.commonwatt.api.lease.LeaseQueries.Work;
import org.commonwatt.protocol.lifecycle.LeaseState;
import org.commonwatt.protocol.lifecycle.LeaseTransition;
import org.commonwatt.protocol.lifecycle.Moves;

/**
 * Gives a lapsed lease back to its holder when that comes back within the grace and nobody took the work since. Joins the
 * caller's transaction.
 */
@Component
class Revivals {

    private static final Logger LOG = LoggerFactory.getLogger(Revivals.class);

    private final LeaseQueries leases;
    private final TaskQueries tasks;
    private final Jobs jobs;
    private final LeaseSettings settings;
    private final Clock clock;

    Revivals(LeaseQueries leases, TaskQueries tasks, Jobs jobs, LeaseSettings settings, Clock clock) {
        this.leases = leases;
        this.tasks = tasks;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Does a guarded write; where it finds no row, revives the lease and tries once more.
     *
     * @throws LeaseStale when the lease is not the sender's any more
     */
    <T> T guarded(LeaseRef lease, Supplier<Optional<T>> write) {
        return write.get()
                .or(() -> revive(lease) ? write.get() : Optional.empty())
                .orElseThrow(() -> new LeaseStale(lease));
    }

    /** Whether the holder has its work back. */
    @Transactional
    boolean revive(LeaseRef lease) {
        Optional<Work> work = leases.work(lease);
        if (work.isEmpty()) {
            return false;
        }
        tasks.lockJob(work.get().jobId());
        // Looked at again under the lock: the grace may have ended in between, or another message of the holder's
        // revived it.
        Optional<Boolean> lapsed = leases.isLapsed(lease);
        if (lapsed.isEmpty() || !lapsed.get()) {
            return lapsed.isPresent();
        }
        Optional<Moves.Task> back = tasks.takeBack(work.get().taskId(), lease.epoch());
        if (back.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        leases.revive(lease, now, now.plus(settings.time()));
        Moves moves =
                Moves.of(lease.moves(LeaseTransition.REVIVE, LeaseState.LAPSED)).and(back.get());
        jobs.revived(work.get().jobId(), lease.nodeId(), moves);
        LOG.info("job {} went on: lease {} of node {} was revived", work.get().jobId(), lease.id(), lease.nodeId());
        return true;
    }
}
