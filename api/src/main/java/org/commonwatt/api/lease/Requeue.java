package org.commonwatt.api.lease;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import org.commonwatt.api.job.Jobs;
import org.commonwatt.api.job.RunRecords;
import org.commonwatt.api.lease.LeaseQueries.Work;
import org.commonwatt.protocol.job.JobState;

/** Puts work back into the queue. Joins the caller's transaction. */
@Component
class Requeue {

    private static final Logger LOG = LoggerFactory.getLogger(Requeue.class);

    private final TaskQueries tasks;
    private final Jobs jobs;
    private final RunRecords records;
    private final ReadySignal signal;
    private final Clock clock;

    Requeue(TaskQueries tasks, Jobs jobs, RunRecords records, ReadySignal signal, Clock clock) {
        this.tasks = tasks;
        this.jobs = jobs;
        this.records = records;
        this.signal = signal;
        this.clock = clock;
    }

    /**
     * Makes a leased task ready after a delay and answers with the job's state; does nothing when the task is not leased
     * any more, because its job ended.
     *
     * @param reason a sentence for the job's owner
     */
    Optional<JobState> after(Duration delay, Work work, String reason) {
        return tasks.putBack(work.taskId(), clock.instant().plus(delay)).map(workClass -> {
            records.note(work.jobId(), reason);
            signal.announceAfterCommit(workClass);
            LOG.info("job {} is queued again: {}", work.jobId(), reason);
            return jobs.requeued(work.jobId(), reason);
        });
    }
}
