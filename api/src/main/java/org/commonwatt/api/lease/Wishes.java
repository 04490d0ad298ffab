package org.commonwatt.api.lease;

import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.fleet.NodeDrained;
import org.commonwatt.api.job.JobViews;
import org.commonwatt.api.problem.NotFound;

/** What people want of running work. Holders hear of it with the answer to their next renewal or report. */
@Component
public class Wishes {

    private final LeaseQueries leases;
    private final JobViews jobs;

    Wishes(LeaseQueries leases, JobViews jobs) {
        this.leases = leases;
        this.jobs = jobs;
    }

    /**
     * Has the job's holder make a checkpoint now. It is told until a checkpoint comes, so that a lost answer loses nothing.
     *
     * @throws NotFound when the job is not the caller's
     * @throws NotRunning when no node works on it
     */
    @Transactional
    public void checkpoint(UUID jobId, Caller caller) {
        if (!jobs.exists(caller.accountId(), jobId)) {
            throw new NotFound("job " + jobId);
        }
        if (!leases.wantCheckpoint(jobId)) {
            throw new NotRunning(jobId);
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(NodeDrained node) {
        leases.drain(node.nodeId(), node.drained());
    }
}
