package org.commonwatt.api.lease;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.artifact.ArtifactAccess;
import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.api.job.JobViews;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.job.CheckpointView;

/** The checkpoints of a job as the account sees them that submitted it; it may read their bytes too. */
@Component
public class JobCheckpoints implements ArtifactAccess {

    private final CheckpointQueries queries;
    private final JobViews jobs;

    JobCheckpoints(CheckpointQueries queries, JobViews jobs) {
        this.queries = queries;
        this.jobs = jobs;
    }

    /**
     * A job's checkpoints, the newest first.
     *
     * @throws NotFound when the account has no such job
     */
    public List<CheckpointView> of(UUID accountId, UUID jobId) {
        if (!jobs.exists(accountId, jobId)) {
            throw new NotFound("job " + jobId);
        }
        return queries.of(jobId);
    }

    @Override
    public boolean mayRead(Caller caller, Sha256 artifact) {
        return caller.nodeId() == null && queries.ofAccount(artifact, caller.accountId());
    }

    @Override
    public boolean mayWrite(Caller caller) {
        return false;
    }
}
