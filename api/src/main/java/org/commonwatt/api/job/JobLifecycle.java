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

/** Moves jobs on; see {@link Transition} for where to. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class JobLifecycle implements Jobs {

    private static final Logger log = LoggerFactory.getLogger(JobLifecycle.class);

    private final StoredJobs jobs;
    private final JobQueries queries;
    private final Artifacts artifacts;
    private final Clock clock;

    JobLifecycle(StoredJobs jobs, JobQueries queries, Artifacts artifacts, Clock clock) {
        this.jobs = jobs;
        this.queries = queries;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    @Override
    public JobState started(UUID jobId, UUID nodeId) {
        return move(jobId, job -> job.start(nodeId, now()));
    }

    @Override
    public JobState revived(UUID jobId, UUID nodeId) {
        return move(jobId, job -> job.revive(nodeId, now()));
    }

    @Override
    public JobState requeued(UUID jobId, String reason) {
        return move(jobId, job -> job.requeue(Texts.clean(reason)));
    }

    @Override
    public JobState succeeded(UUID jobId, Sha256 model, Map<String, Double> evaluation) {
        return move(jobId, job -> {
            job.succeed(model, evaluation, now());
            artifacts.grant(model, queries.accountOf(jobId));
        });
    }

    @Override
    public JobState failed(UUID jobId, FailureKind kind, String message) {
        return move(jobId, job -> job.fail(kind, Texts.clean(message), now()));
    }

    /** Any open state → CANCELLED. */
    JobState cancelled(UUID jobId) {
        return move(jobId, job -> job.cancel(now()));
    }

    private JobState move(UUID jobId, Consumer<Job> transition) {
        Job job = jobs.lock(jobId).orElseThrow(() -> new NotFound("job " + jobId));
        if (job.state().isFinal()) {
            log.debug("Job {} is {} already", jobId, job.state());
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
