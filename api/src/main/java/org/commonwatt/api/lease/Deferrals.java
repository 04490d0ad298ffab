package org.commonwatt.api.lease;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.job.JobQueued;
import org.commonwatt.api.job.Jobs;
import org.commonwatt.api.job.RunRecords;
import org.commonwatt.api.lease.LeaseQueries.Work;
import org.commonwatt.api.placement.GreenPlans.Decision;
import org.commonwatt.protocol.job.TimingView;
import org.commonwatt.protocol.lifecycle.Moves;

/**
 * Applies what was decided about the time of tasks that may wait. A task that waits is out of the queue, so no claim can take it;
 * one that runs is asked back from its holder, who makes a checkpoint first, as for an owner's return. Neither is a failure.
 */
@Component
class Deferrals {

    private static final Logger LOG = LoggerFactory.getLogger(Deferrals.class);

    private final DeferralQueries queries;
    private final TaskQueries tasks;
    private final LeaseQueries leases;
    private final Jobs jobs;
    private final RunRecords records;
    private final ReadySignal signal;
    private final RoundBell bell;
    private final Clock clock;

    Deferrals(
            DeferralQueries queries,
            TaskQueries tasks,
            LeaseQueries leases,
            Jobs jobs,
            RunRecords records,
            ReadySignal signal,
            RoundBell bell,
            Clock clock) {
        this.queries = queries;
        this.tasks = tasks;
        this.leases = leases;
        this.jobs = jobs;
        this.records = records;
        this.signal = signal;
        this.bell = bell;
        this.clock = clock;
    }

    /** A new task may wait: it stays out of the queue until the first decision, which is made at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(UUID taskId, JobQueued job) {
        queries.add(taskId, job);
        jobs.moved(job.jobId(), tasks.defer(taskId).map(Moves::of).orElse(Moves.NONE));
        bell.ringAfterCommit();
    }

    /** Whether a task that is given back was to be paused. */
    boolean mayWait(UUID taskId) {
        return queries.mayWait(taskId);
    }

    /** A holder gave the task back at a checkpoint, as it was asked to. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void paused(Work work, Moves ended) {
        Optional<Moves.Task> deferred = tasks.defer(work.taskId());
        if (deferred.isEmpty()) {
            jobs.moved(work.jobId(), ended);
            return;
        }
        Optional<TimingView> decision = queries.decision(work.taskId());
        String reason = decision.map(TimingView::words).orElse("Was given back at a checkpoint, to go on later.");
        records.note(work.jobId(), reason);
        jobs.held(work.jobId(), reason, ended.and(deferred.get()));
        if (decision.map(TimingView::run).orElse(true)) {
            // Decided otherwise while the holder was stopping.
            queries.due(work.taskId(), clock.instant());
        }
        bell.ringAfterCommit();
        LOG.info("job {} is paused: {}", work.jobId(), reason);
    }

    /**
     * Applies a decision; does nothing where the job has ended.
     *
     * @param availableAt its place in the queue, should it go there now
     */
    @Transactional
    public void apply(Decision decision, Instant availableAt) {
        tasks.lockJob(decision.jobId());
        if (queries.decision(decision.taskId())
                .filter(newer -> newer.decidedAt().isAfter(decision.view().decidedAt()))
                .isPresent()) {
            LOG.debug("a newer decision about job {} is there", decision.jobId());
            return;
        }
        tasks.state(decision.taskId()).ifPresent(state -> {
            switch (state) {
                case READY -> ready(decision);
                case DEFERRED -> deferred(decision, availableAt);
                case LEASED -> leased(decision);
                case DONE, FAILED, CANCELLED -> LOG.debug("job {} has ended", decision.jobId());
            }
        });
        queries.store(decision);
    }

    /** No machine fits these now, so there is nothing to plan on: they are in the queue like work that may not wait. */
    @Transactional
    public void admitUnplanned(UUID taskId, Instant lookAgainAt) {
        queries.jobOf(taskId).ifPresent(jobId -> {
            tasks.lockJob(jobId);
            tasks.bind(taskId, null, false);
            Instant now = clock.instant();
            tasks.admit(taskId, now).ifPresent(admitted -> {
                jobs.resumed(
                        jobId,
                        "No machine that is here fits it; it runs on the first that does.",
                        Moves.of(admitted.moved()));
                signal.announceAfterCommit(admitted.workClass(), now);
            });
            queries.postpone(taskId, lookAgainAt);
        });
    }

    private void ready(Decision decision) {
        if (decision.view().run()) {
            // Wherever it stands in its new queue, looks begin before it.
            bind(decision).ifPresent(workClass -> signal.announceAfterCommit(workClass, Instant.EPOCH));
        } else if (!leases.hasLapsed(decision.jobId())) {
            // A holder that fell silent may come back for as long as its task is in the queue.
            tasks.defer(decision.taskId()).ifPresent(moved -> hold(decision, Moves.of(moved)));
        }
    }

    private void deferred(Decision decision, Instant availableAt) {
        if (!decision.view().run()) {
            hold(decision, Moves.NONE);
            return;
        }
        bind(decision);
        tasks.admit(decision.taskId(), availableAt).ifPresent(admitted -> {
            jobs.resumed(decision.jobId(), decision.view().words(), Moves.of(admitted.moved()));
            signal.announceAfterCommit(admitted.workClass(), availableAt);
            LOG.info(
                    "job {} goes into the queue: {}",
                    decision.jobId(),
                    decision.view().sentence());
        });
    }

    private Optional<Long> bind(Decision decision) {
        return tasks.bind(decision.taskId(), decision.zone(), isUrgent(decision));
    }

    private static boolean isUrgent(Decision decision) {
        return decision.view().reason() == TimingView.Reason.DEADLINE_NEAR;
    }

    private void leased(Decision decision) {
        if (decision.view().run()) {
            if (isUrgent(decision)) {
                // Should its node go, it is urgent in the queue too.
                bind(decision);
            }
            leases.goOn(decision.jobId());
        } else {
            leases.pause(decision.jobId());
        }
    }

    private void hold(Decision decision, Moves moves) {
        String reason = decision.view().words();
        jobs.held(decision.jobId(), reason, moves);
        LOG.debug("job {} waits: {}", decision.jobId(), reason);
    }
}
