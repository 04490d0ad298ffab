package org.commonwatt.api.job;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lifecycle.Moves;

/** Moves jobs on; see {@link org.commonwatt.protocol.lifecycle.JobTransition} for where to. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class JobLifecycle implements Jobs {

    private static final Logger log = LoggerFactory.getLogger(JobLifecycle.class);

    private final StoredJobs jobs;
    private final ManyJobs many;
    private final TransitionRecords records;
    private final JobWakes wakes;
    private final Clock clock;

    JobLifecycle(StoredJobs jobs, ManyJobs many, TransitionRecords records, JobWakes wakes, Clock clock) {
        this.jobs = jobs;
        this.records = records;
        this.wakes = wakes;
        this.many = many;
        this.clock = clock;
    }

    @Override
    public List<Started> started(List<Starting> starts) {
        return many.start(starts);
    }

    @Override
    public JobState revived(UUID jobId, UUID nodeId, Moves work) {
        return move(jobId, work, job -> job.revive(nodeId, now(), work));
    }

    @Override
    public JobState requeued(UUID jobId, String reason, Moves work) {
        return move(jobId, work, job -> job.requeue(Texts.clean(reason), work));
    }

    @Override
    public JobState held(UUID jobId, String reason, Moves work) {
        return move(jobId, work, job -> {
            switch (job.state()) {
                case WAITING, PAUSED -> {
                    job.explain(Texts.clean(reason));
                    records.moved(jobId, work);
                    wakes.afterCommit(jobId);
                }
                case QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED -> job.hold(Texts.clean(reason), work);
            }
        });
    }

    @Override
    public JobState resumed(UUID jobId, String reason, Moves work) {
        return move(jobId, work, job -> {
            switch (job.state()) {
                case WAITING, PAUSED -> job.resume(Texts.clean(reason), work);
                // It never waited: the first decision was to run.
                case QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED -> {
                    job.explain(Texts.clean(reason));
                    records.moved(jobId, work);
                }
            }
        });
    }

    @Override
    public List<JobState> succeeded(List<Success> successes) {
        return many.succeed(successes);
    }

    @Override
    public JobState failed(UUID jobId, FailureKind kind, String message, Moves work) {
        return move(jobId, work, job -> job.fail(kind, Texts.clean(message), now(), work));
    }

    @Override
    public JobState moved(UUID jobId, Moves work) {
        records.moved(jobId, work);
        return jobs.lock(jobId).orElseThrow(() -> new NotFound("job " + jobId)).state();
    }

    /** Any open state → CANCELLED. */
    JobState cancelled(UUID jobId) {
        return move(jobId, Moves.NONE, job -> job.cancel(now()));
    }

    private JobState move(UUID jobId, Moves work, Consumer<Job> transition) {
        Job job = jobs.lock(jobId).orElseThrow(() -> new NotFound("job " + jobId));
        if (job.state().isFinal()) {
            log.debug("Job {} is {} already", jobId, job.state());
            records.moved(jobId, work);
        } else {
            transition.accept(job);
            jobs.saveAndFlush(job);
        }
        return job.state();
    }

    private Instant now() {
        return clock.instant();
    }
}
