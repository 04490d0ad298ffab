package org.commonwatt.api.lease;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.artifact.Artifacts;
import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.api.lease.LeaseQueries.Accepted;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.lease.CheckpointCommit;
import org.commonwatt.protocol.lease.Directive;

/** Makes uploaded artifacts the checkpoints from which a next holder goes on. */
@Component
public class Checkpoints {

    private final LeaseQueries leases;
    private final Revivals revivals;
    private final Artifacts artifacts;
    private final LeaseSettings settings;
    private final Clock clock;

    Checkpoints(LeaseQueries leases, Revivals revivals, Artifacts artifacts, LeaseSettings settings, Clock clock) {
        this.leases = leases;
        this.revivals = revivals;
        this.artifacts = artifacts;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Commits a checkpoint; repeats are harmless.
     *
     * @throws LeaseStale when the lease is not the node's any more
     * @throws NotFound when the node did not upload the artifact
     */
    @AgainAfterDeadlock
    @Transactional
    public void commit(LeaseRef lease, CheckpointCommit commit) {
        Messages.step(commit.step());
        Sha256 artifact = Messages.sha256(commit.sha256());
        Instant now = clock.instant();
        Optional<Accepted> accepted = accept(lease, commit.step(), artifact, now);
        // Of a run that is to stop nothing is kept, and what was committed before is not committed again.
        if (accepted.isEmpty() || accepted.get().directive() == Directive.CANCEL) {
            return;
        }
        if (!artifacts.uploadedBy(artifact, lease.nodeId())) {
            throw new NotFound("artifact " + artifact + " (upload it before the commit)");
        }
        leases.commitCheckpoint(accepted.get().work().taskId(), commit.step(), lease.epoch(), artifact, now);
        leases.checkpointed(lease.id(), now);
        if (accepted.get().directive() == Directive.CHECKPOINT) {
            leases.checkpointCame(lease.id());
        }
    }

    /** Nothing when the lease is over and this very commit was taken while it lived: a repeat gets the same answer. */
    private Optional<Accepted> accept(LeaseRef lease, long step, Sha256 artifact, Instant now) {
        try {
            return Optional.of(
                    revivals.guarded(lease, () -> leases.accept(lease, 0, step, now, now.plus(settings.time()))));
        } catch (LeaseStale stale) {
            if (leases.committed(lease, step, artifact)) {
                return Optional.empty();
            }
            throw stale;
        }
    }
}
