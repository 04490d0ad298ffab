package org.commonwatt.api.job;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;

/**
 * What changes of a job: its state. Nobody sets it; there is one method for each transition, guarded by the table in
 * {@link Transition}. What never changes, the submission, lies in a table of its own.
 */
@Entity
@Table(name = "job_state")
class Job extends AbstractAggregateRoot<Job> {

    @Id
    private UUID jobId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private JobState state;

    private @Nullable String reason;

    private int attempts;

    private @Nullable UUID nodeId;

    private @Nullable Instant startedAt;

    private @Nullable Instant finishedAt;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable FailureKind failureKind;

    private @Nullable String failureMessage;

    @Column(name = "model_sha256")
    private byte @Nullable [] modelSha256;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Double> evaluation = Map.of();

    @Version
    private @Nullable Long version;

    /** For the persistence provider, which fills every field. */
    @SuppressWarnings("NullAway.Init")
    protected Job() {}

    /** A job just accepted. */
    Job(UUID jobId) {
        this.jobId = jobId;
        this.state = JobState.QUEUED;
    }

    JobState state() {
        return state;
    }

    void start(UUID node, Instant now) {
        run(Transition.START, node, now);
        attempts++;
    }

    void revive(UUID node, Instant now) {
        run(Transition.REVIVE, node, now);
    }

    private void run(Transition transition, UUID node, Instant now) {
        nodeId = node;
        startedAt = startedAt == null ? now : startedAt;
        move(transition, null);
    }

    void requeue(String why) {
        move(Transition.REQUEUE, why);
    }

    void succeed(Sha256 model, Map<String, Double> results, Instant now) {
        modelSha256 = model.bytes();
        evaluation = Map.copyOf(results);
        finishedAt = now;
        move(Transition.SUCCEED, null);
    }

    void fail(FailureKind kind, String message, Instant now) {
        failureKind = kind;
        failureMessage = message;
        finishedAt = now;
        move(Transition.FAIL, null);
    }

    void cancel(Instant now) {
        finishedAt = now;
        move(Transition.CANCEL, null);
    }

    private void move(Transition transition, @Nullable String why) {
        if (!transition.startsAt(state)) {
            throw new IllegalStateException("job " + jobId + " can't " + transition + " from " + state);
        }
        registerEvent(new JobTransitioned(jobId, transition, state, transition.to(), nodeId, why));
        state = transition.to();
        reason = why;
    }
}
