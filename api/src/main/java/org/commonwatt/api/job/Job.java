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
import org.commonwatt.protocol.lifecycle.JobTransition;
import org.commonwatt.protocol.lifecycle.LifecycleEvent;
import org.commonwatt.protocol.lifecycle.Moves;

/**
 * What changes of a job: its state. Nobody sets it; there is one method for each transition, guarded by the table in
 * {@link JobTransition}, and those of every life are in {@link ManyJobs}. What never changes, the submission, lies in a table of its own.
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
        this.state = JobTransition.SUBMIT.to();
        record(JobTransition.SUBMIT, null, null, Moves.NONE);
    }

    JobState state() {
        return state;
    }

    void revive(UUID node, Instant now, Moves work) {
        nodeId = node;
        startedAt = startedAt == null ? now : startedAt;
        move(JobTransition.REVIVE, null, work);
    }

    void requeue(String why, Moves work) {
        move(JobTransition.REQUEUE, why, work);
    }

    /** Waits for a later window: {@code WAIT} before its first start, else {@code PAUSE}. */
    void hold(String why, Moves work) {
        move(attempts == 0 ? JobTransition.WAIT : JobTransition.PAUSE, why, work);
    }

    /** The window moved, or there is another reason for it; the job stays where it is. */
    void explain(String why) {
        reason = why;
    }

    void resume(String why, Moves work) {
        move(JobTransition.RESUME, why, work);
    }

    void fail(FailureKind kind, String message, Instant now, Moves work) {
        failureKind = kind;
        failureMessage = message;
        finishedAt = now;
        move(JobTransition.FAIL, null, work);
    }

    void cancel(Instant now) {
        finishedAt = now;
        move(JobTransition.CANCEL, null, Moves.NONE);
    }

    private void move(JobTransition transition, @Nullable String why, Moves work) {
        JobState from = state;
        state = transition.from("job " + jobId, from);
        reason = why;
        record(transition, from, why, work);
    }

    private void record(JobTransition transition, @Nullable JobState from, @Nullable String why, Moves work) {
        var moved = new LifecycleEvent.Job(
                transition,
                from,
                nodeId,
                failureKind,
                modelSha256 == null ? null : Sha256.of(modelSha256).toString());
        registerEvent(new JobTransitioned(jobId, LifecycleEvent.of(moved, work, why)));
    }
}
