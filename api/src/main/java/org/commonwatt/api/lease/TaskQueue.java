package org.commonwatt.api.lease;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.id.Ids;
import org.commonwatt.api.job.JobCancelled;
import org.commonwatt.api.job.JobQueued;
import org.commonwatt.api.job.Jobs;
import org.commonwatt.protocol.lifecycle.Moves;

/** Makes tasks from jobs and takes them out again, within the transactions that accept and cancel the jobs. */
@Component
class TaskQueue {

    private final TaskQueries tasks;
    private final LeaseQueries leases;
    private final ReadySignal ready;
    private final Deferrals deferrals;
    private final Jobs jobs;
    private final Ids ids;

    TaskQueue(TaskQueries tasks, LeaseQueries leases, ReadySignal ready, Deferrals deferrals, Jobs jobs, Ids ids) {
        this.tasks = tasks;
        this.leases = leases;
        this.ready = ready;
        this.deferrals = deferrals;
        this.jobs = jobs;
        this.ids = ids;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(JobQueued job) {
        long workClass = tasks.workClass(job, powerOfTwoFrom(job.flops()));
        UUID taskId = ids.next();
        jobs.moved(job.jobId(), Moves.of(tasks.create(taskId, job, workClass)));
        if (job.schedule().deferrable()) {
            deferrals.begin(taskId, job);
        } else {
            ready.announceAfterCommit(workClass, job.createdAt());
        }
    }

    /** A ready task is gone at once; a running one when its holder hears of it. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(JobCancelled job) {
        tasks.lockJob(job.jobId());
        Optional<Moves.Task> task = tasks.cancel(job.jobId());
        List<Moves.Lease> ended = leases.endLapsed(job.jobId());
        List<Moves.Lease> told = leases.stop(job.jobId());
        jobs.moved(
                job.jobId(),
                new Moves(
                        task.orElse(null),
                        Stream.concat(ended.stream(), told.stream()).toList()));
    }

    /** Rounded up, so that the planner's classes of work stay few. */
    static double powerOfTwoFrom(double flops) {
        double below = Math.scalb(1.0, Math.getExponent(Math.max(flops, 1)));
        return below < flops ? 2 * below : below;
    }
}
