package org.commonwatt.api.lease;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.job.JobQueued;

/** Tasks and the narrow table of ready ones. A task is READY exactly while it has a row there. */
@Repository
class TaskQueries {

    private final JdbcClient sql;

    TaskQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /** The first lock of whoever changes a job's task or lease; see the package's order. */
    void lockJob(UUID jobId) {
        sql.sql("select job_id from job_state where job_id = :job for update")
                .param("job", jobId)
                .query(UUID.class)
                .optional();
    }

    /** The class of tasks with these needs; made where it is new. */
    long workClass(JobQueued job, double flops) {
        sql.sql("""
                insert into work_class (account_id, memory_bytes, disk_bytes, flops)
                values (:account, :memory, :disk, :flops)
                on conflict do nothing
                """)
                .param("account", job.accountId())
                .param("memory", job.memoryBytes())
                .param("disk", job.diskBytes())
                .param("flops", flops)
                .update();
        return sql.sql("""
                        select id from work_class
                        where account_id = :account and memory_bytes = :memory and disk_bytes = :disk and flops = :flops
                        """)
                .param("account", job.accountId())
                .param("memory", job.memoryBytes())
                .param("disk", job.diskBytes())
                .param("flops", flops)
                .query(Long.class)
                .single();
    }

    void addReady(UUID taskId, JobQueued job, long workClass) {
        sql.sql("""
                with task as (
                    insert into task (id, job_id, kind, state, work_class, max_seconds, created_at)
                    values (:task, :job, 'TRAIN', 'READY', :class, :maxSeconds, :now)
                    returning id, work_class, created_at
                )
                insert into ready_task (task_id, work_class, available_at, created_at)
                select id, work_class, created_at, created_at from task
                """)
                .param("task", taskId)
                .param("job", job.jobId())
                .param("class", workClass)
                .param("maxSeconds", seconds(job.maxTime()))
                .param("now", Timestamp.from(job.createdAt()))
                .update();
    }

    /** Puts a leased task back; answers with its class, or nothing when it isn't leased any more (its job ended). */
    Optional<Long> putBack(UUID taskId, Instant availableAt) {
        return sql.sql("""
                        with task as (
                            update task set state = 'READY' where id = :task and state = 'LEASED'
                            returning id, work_class, created_at
                        )
                        insert into ready_task (task_id, work_class, available_at, created_at)
                        select id, work_class, :available, created_at from task
                        returning work_class
                        """)
                .param("task", taskId)
                .param("available", Timestamp.from(availableAt))
                .query(Long.class)
                .optional();
    }

    /** Takes a ready task back for the holder of its newest, lapsed lease; false when somebody else has it by now. */
    boolean takeBack(UUID taskId, long epoch) {
        return sql.sql("""
                        with back as (delete from ready_task where task_id = :task returning task_id)
                        update task set state = 'LEASED' from back where task.id = back.task_id and task.epoch = :epoch
                        """).param("task", taskId).param("epoch", epoch).update() == 1;
    }

    /** Counts a run that a node broke; answers with the number of such runs. */
    int addFailure(UUID taskId) {
        return sql.sql("update task set failures = failures + 1 where id = :task returning failures")
                .param("task", taskId)
                .query(Integer.class)
                .single();
    }

    /** LEASED → DONE or FAILED. */
    void finish(UUID taskId, boolean done) {
        sql.sql("update task set state = :state where id = :task and state = 'LEASED'")
                .param("state", done ? "DONE" : "FAILED")
                .param("task", taskId)
                .update();
    }

    /** READY or LEASED → CANCELLED. */
    void cancel(UUID jobId) {
        sql.sql("""
                with gone as (
                    delete from ready_task using task where task.id = ready_task.task_id and task.job_id = :job)
                update task set state = 'CANCELLED' where job_id = :job and state in ('READY', 'LEASED')
                """).param("job", jobId).update();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
