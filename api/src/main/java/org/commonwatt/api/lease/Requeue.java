package org.commonwatt.api.lease;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import org.commonwatt.api.job.Jobs;
import org.commonwatt.api.job.RunRecords;
import org.commonwatt.api.job.Texts;
import org.commonwatt.api.lease.LeaseQueries.Work;
import org.commonwatt.api.lease.TaskQueries.PutBack;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lifecycle.Moves;
import org.commonwatt.protocol.lifecycle.TaskTransition;

/** Puts work back into the queue. Joins the caller's transaction. */
@Component
class Requeue {

    private static final Logger LOG = LoggerFactory.getLogger(Requeue.class);

    private final TaskQueries tasks;
    private final Jobs jobs;
    private final RunRecords records;
    private final ReadySignal signal;
    private final DeferralQueries timings;
    private final RoundBell bell;
    private final Clock clock;

    Requeue(
            TaskQueries tasks,
            Jobs jobs,
            RunRecords records,
            ReadySignal signal,
            DeferralQueries timings,
            RoundBell bell,
            Clock clock) {
        this.tasks = tasks;
        this.jobs = jobs;
        this.records = records;
        this.signal = signal;
        this.timings = timings;
        this.bell = bell;
        this.clock = clock;
    }

    /**
     * Makes a leased task ready after a delay and answers with the job's state. Where the task is not leased any more, because
     * its job ended, only what became of the lease is noted.
     *
     * @param by {@code RETURN} or {@code RETRY}
     * @param reason a sentence for the job's owner
     * @param ended what became of the lease
     */
    JobState after(Duration delay, Work work, TaskTransition by, String reason, Moves ended) {
        Instant availableAt = clock.instant().plus(delay);
        Optional<PutBack> back = tasks.putBack(work.taskId(), by, availableAt);
        if (back.isEmpty()) {
            return jobs.moved(work.jobId(), ended);
        }
        records.note(work.jobId(), reason);
        signal.announceAfterCommit(back.get().workClass(), availableAt);
        // Work that may wait is looked at anew: what was right where it ran may be wrong elsewhere.
        if (timings.due(work.taskId(), clock.instant())) {
            bell.ringAfterCommit();
        }
        LOG.info("job {} is queued again: {}", work.jobId(), Texts.forLog(reason));
        return jobs.requeued(work.jobId(), reason, ended.and(back.get().moved()));
    }
}
