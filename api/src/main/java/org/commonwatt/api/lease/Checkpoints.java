package org.commonwatt.api.lease;

import java.time.Clock;
import java.time.Instant;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.artifact.Artifacts;
import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.api.lease.LeaseQueries.Accepted;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.lease.CheckpointCommit;

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
    @Transactional
    public void commit(LeaseRef lease, CheckpointCommit commit) {
        Messages.step(commit.step());
        Sha256 artifact = Messages.sha256(commit.sha256());
        Instant now = clock.instant();
        Accepted accepted =
                revivals.guarded(lease, () -> leases.accept(lease, 0, commit.step(), now, now.plus(settings.time())));
        if (!artifacts.uploadedBy(artifact, lease.nodeId())) {
            throw new NotFound("artifact " + artifact + " (upload it before the commit)");
        }
        leases.commitCheckpoint(accepted.work().taskId(), commit.step(), lease.epoch(), artifact, now);
        leases.checkpointed(lease.id(), now);
    }
}
