package org.commonwatt.api.lease;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.artifact.Artifacts;
import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.api.job.Jobs;
import org.commonwatt.api.job.Success;
import org.commonwatt.api.lease.LeaseQueries.Accepted;
import org.commonwatt.api.lease.LeaseQueries.Close;
import org.commonwatt.api.lease.LeaseQueries.Ended;
import org.commonwatt.api.lease.LeaseQueries.Work;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.lifecycle.LeaseTransition;
import org.commonwatt.protocol.lifecycle.Moves;

/** Ends a lease by its holder's word in whatever state it is; one transaction for each. */
@Component
class Endings {

    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

    private final LeaseQueries leases;
    private final Returns returns;
    private final TaskQueries tasks;
    private final Jobs jobs;
    private final Artifacts artifacts;
    private final Clock clock;

    Endings(LeaseQueries leases, Returns returns, TaskQueries tasks, Jobs jobs, Artifacts artifacts, Clock clock) {
        this.leases = leases;
        this.returns = returns;
        this.tasks = tasks;
        this.jobs = jobs;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    /**
     * Ends a lease with its outcome.
     *
     * @throws LeaseStale when the lease is not the node's any more
     * @throws NotFound when the node did not upload the model
     */
    @Transactional
    Completion.Answer complete(LeaseRef lease, Completion completion) {
        Optional<Accepted> removed = returns.remove(lease);
        if (removed.isEmpty()) {
            return storedAnswer(lease);
        }
        leases.energy(lease.id(), completion.energy());
        Moves.Lease ended =
                lease.ends(transition(completion.outcome()), removed.get().state());
        Completion.Answer answer = new Completion.Answer(
                apply(removed.get().work(), lease.nodeId(), completion.outcome(), Moves.of(ended)));
        leases.endAttempt(lease.id(), clock.instant(), close(ended, completion.outcome(), answer));
        LOG.info(
                "job {} is {} after lease {} of node {}",
                removed.get().work().jobId(),
                answer.job(),
                lease.id(),
                lease.nodeId());
        return answer;
    }

    private JobState apply(Work work, UUID nodeId, Completion.Outcome outcome, Moves ended) {
        return switch (outcome) {
            case Completion.Outcome.Trained trained -> trained(work, nodeId, trained, ended);
            case Completion.Outcome.Failed failed -> returns.failed(work, failed.kind(), failed.message(), ended);
        };
    }

    private JobState trained(Work work, UUID nodeId, Completion.Outcome.Trained trained, Moves ended) {
        Sha256 model = Sha256.parse(trained.model());
        if (!artifacts.uploadedBy(model, nodeId)) {
            throw new NotFound("artifact " + model + " (upload the model before the completion)");
        }
        Moves moves = ended.and(tasks.finish(work.taskId()).orElse(null));
        return jobs.succeeded(List.of(new Success(work.jobId(), nodeId, model, trained.evaluation(), moves)))
                .getFirst();
    }

    private static LeaseTransition transition(Completion.Outcome outcome) {
        return switch (outcome) {
            case Completion.Outcome.Trained trained -> LeaseTransition.COMPLETE;
            case Completion.Outcome.Failed failed -> LeaseTransition.FAIL;
        };
    }

    /** Whoever was told to stop and completed nevertheless came too late: its failure is nobody's business any more. */
    private static Close close(Moves.Lease ended, Completion.Outcome outcome, Completion.Answer answer) {
        FailureKind kind = ended.by() == LeaseTransition.FAIL && outcome instanceof Completion.Outcome.Failed failed
                ? failed.kind()
                : null;
        return new Close(ended.by().to(), kind, null, Json.mapper().writeValueAsString(answer));
    }

    private Completion.Answer storedAnswer(LeaseRef lease) {
        String answer = leases.ended(lease).map(Ended::answer).orElseThrow(() -> new LeaseStale(lease));
        return Json.mapper().readValue(answer, Completion.Answer.class);
    }
}
