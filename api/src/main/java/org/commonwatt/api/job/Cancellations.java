package org.commonwatt.api.job;

import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.job.JobState;

/** Ends jobs at their owners' wish. */
@Component
public class Cancellations {

    private final JobQueries queries;
    private final JobLifecycle lifecycle;
    private final ApplicationEventPublisher events;

    Cancellations(JobQueries queries, JobLifecycle lifecycle, ApplicationEventPublisher events) {
        this.queries = queries;
        this.lifecycle = lifecycle;
        this.events = events;
    }

    /**
     * Cancels a job; repeats are harmless.
     *
     * @throws NotFound when it is not the caller's
     * @throws JobEnded when it had succeeded or failed before
     */
    @Transactional
    public void cancel(UUID jobId, Caller caller) {
        if (!queries.owns(caller.accountId(), jobId)) {
            throw new NotFound("job " + jobId);
        }
        // First the listeners, who lock the lease, then the job's own row: the order in which running work locks them.
        events.publishEvent(new JobCancelled(jobId));
        JobState state = lifecycle.cancelled(jobId);
        if (state != JobState.CANCELLED) {
            throw new JobEnded(jobId, state);
        }
    }
}
