package org.commonwatt.api.job;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.artifact.Artifacts;
import org.commonwatt.api.artifact.Sha256;
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
    private final JobQueries queries;
    private final Artifacts artifacts;
    private final TransitionRecords records;
    private final Clock clock;

    JobLifecycle(StoredJobs jobs, JobQueries queries, Artifacts artifacts, TransitionRecords records, Clock clock) {
        this.jobs = jobs;
        this.records = records;
        this.queries = queries;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    @Override
    public JobState started(UUID jobId, UUID nodeId, Moves work) {
        return move(jobId, work, job -> job.start(nodeId, now(), work));
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
    public JobState succeeded(UUID jobId, Sha256 model, Map<String, Double> evaluation, Moves work) {
        return move(jobId, work, job -> {
            job.succeed(model, evaluation, now(), work);
            artifacts.grant(model, queries.accountOf(jobId));
        });
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
