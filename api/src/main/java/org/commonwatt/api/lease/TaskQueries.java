package org.commonwatt.api.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.job.JobQueued;
import org.commonwatt.protocol.lifecycle.Moves;
import org.commonwatt.protocol.lifecycle.TaskState;
import org.commonwatt.protocol.lifecycle.TaskTransition;

/**
 * Tasks and the narrow table of ready ones. A task is READY exactly while it has a row there. Each transition is one statement
 * that takes its states from the lifecycle's table; no row means that the task does not stand where the transition begins.
 */
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
                insert into work_class (account_id, memory_bytes, disk_bytes, transfer_bytes, flops)
                values (:account, :memory, :disk, :transfer, :flops)
                on conflict do nothing
                """)
                .param("account", job.accountId())
                .param("memory", job.memoryBytes())
                .param("disk", job.diskBytes())
                .param("transfer", job.transferBytes())
                .param("flops", flops)
                .update();
        return sql.sql("""
                        select id from work_class
                        where account_id = :account and memory_bytes = :memory and disk_bytes = :disk
                          and transfer_bytes = :transfer and flops = :flops and zone is null and not urgent
                        """)
                .param("account", job.accountId())
                .param("memory", job.memoryBytes())
                .param("disk", job.diskBytes())
                .param("transfer", job.transferBytes())
                .param("flops", flops)
                .query(Long.class)
                .single();
    }

    Moves.Task create(UUID taskId, JobQueued job, long workClass) {
        sql.sql("""
                with task as (
                    insert into task (id, job_id, kind, state, work_class, max_seconds, max_grams, created_at)
                    values (:task, :job, 'TRAIN', :to, :class, :maxSeconds, :maxGrams, :now)
                    returning id, job_id, work_class, created_at
                )
                insert into ready_task (task_id, job_id, work_class, available_at)
                select id, job_id, work_class, created_at from task
                """)
                .param("to", TaskTransition.CREATE.to().name())
                .param("task", taskId)
                .param("job", job.jobId())
                .param("class", workClass)
                .param("maxSeconds", seconds(job.maxTime()))
                .param("maxGrams", job.carbon().maxGrams(), Types.DOUBLE)
                .param("now", Timestamp.from(job.createdAt()))
                .update();
        return new Moves.Task(taskId, TaskTransition.CREATE, null, 0, 0);
    }

    /** A task that is in the queue again, and the class of work that it belongs to. */
    record PutBack(Moves.Task moved, long workClass) {}

    /**
     * {@code RETURN} or {@code RETRY}: puts a leased task back; nothing when it isn't leased any more, as its job ended.
     * {@code ADMIT}: puts a deferred one into the queue.
     */
    Optional<PutBack> putBack(UUID taskId, TaskTransition by, Instant availableAt) {
        return move(by, """
                        with task as (
                            update task set state = :to, failures = failures + :broken
                            where id = :task and state = any (:from)
                            returning id, job_id, work_class, epoch, failures
                        ),
                        ready as (
                            insert into ready_task (task_id, job_id, work_class, available_at, avoids)
                            select id, job_id, work_class, :available,
                                   (select array_agg(distinct node_id) from attempt
                                    where attempt.task_id = task.id
                                      and (outcome = 'FAILED' or :broken = 1 and ended_at is null))
                            from task
                        )
                        select id, work_class, epoch, failures from task
                        """)
                .param("task", taskId)
                .param("broken", by == TaskTransition.RETRY ? 1 : 0)
                .param("available", Timestamp.from(availableAt))
                .query((row, number) -> new PutBack(moved(by, row), row.getLong("work_class")))
                .optional();
    }

    /** {@code DEFER}: out of the queue, or from its holder; nothing when it stands elsewhere. */
    Optional<Moves.Task> defer(UUID taskId) {
        return leaveQueue(TaskTransition.DEFER, "id", taskId);
    }

    /** {@code ADMIT}: into the queue; nothing when it is not deferred. */
    Optional<PutBack> admit(UUID taskId, Instant availableAt) {
        return putBack(taskId, TaskTransition.ADMIT, availableAt);
    }

    /**
     * Binds a task to a zone, or to none, and says whether it is urgent; where it is in the queue, there too. Answers with its
     * new class, or nothing where it is of that class already.
     */
    Optional<Long> bind(UUID taskId, @Nullable String zone, boolean urgent) {
        return sql.sql("""
                        with now as (
                            select task.id, class.account_id, class.memory_bytes, class.disk_bytes, class.transfer_bytes,
                                   class.flops
                            from task join work_class class on class.id = task.work_class
                            where task.id = :task and (class.zone is distinct from :zone or class.urgent <> :urgent)
                        ),
                        made as (
                            insert into work_class (account_id, memory_bytes, disk_bytes, transfer_bytes, flops, zone, urgent)
                            select account_id, memory_bytes, disk_bytes, transfer_bytes, flops, :zone, :urgent from now
                            -- Changes nothing but answers with the row that is there.
                            on conflict on constraint work_class_key do update set flops = excluded.flops
                            returning id
                        ),
                        bound as (
                            update task set work_class = made.id from made where task.id = :task
                        ),
                        queued as (
                            update ready_task set work_class = made.id from made where task_id = :task
                        )
                        select id from made
                        """)
                .param("task", taskId)
                .param("zone", zone, Types.VARCHAR)
                .param("urgent", urgent)
                .query(Long.class)
                .optional();
    }

    /** Where a task stands. */
    Optional<TaskState> state(UUID taskId) {
        return sql.sql("select state from task where id = :task")
                .param("task", taskId)
                .query(String.class)
                .optional()
                .map(TaskState::valueOf);
    }

    /** {@code REVIVE}: back to the holder of its newest, lapsed lease; nothing when somebody else has it by now. */
    Optional<Moves.Task> takeBack(UUID taskId, long epoch) {
        return move(TaskTransition.REVIVE, """
                        with back as (
                            delete from ready_task using task
                            where ready_task.task_id = :task and task.id = :task
                              and task.epoch = :epoch and task.state = any (:from)
                            returning ready_task.task_id
                        )
                        update task set state = :to from back where task.id = back.task_id
                        returning task.id, task.epoch, task.failures
                        """)
                .param("task", taskId)
                .param("epoch", epoch)
                .query((row, number) -> moved(TaskTransition.REVIVE, row))
                .optional();
    }

    /** Runs of the task that nodes broke. */
    int failures(UUID taskId) {
        return sql.sql("select failures from task where id = :task")
                .param("task", taskId)
                .query(Integer.class)
                .single();
    }

    /** {@code FINISH}; nothing when it isn't leased any more. */
    Optional<Moves.Task> finish(UUID taskId) {
        return end(taskId, TaskTransition.FINISH, 0);
    }

    /** {@code FAIL}; nothing when it isn't leased any more. {@code broken} is 1 where a node's fault is the reason, else 0. */
    Optional<Moves.Task> fail(UUID taskId, int broken) {
        return end(taskId, TaskTransition.FAIL, broken);
    }

    private Optional<Moves.Task> end(UUID taskId, TaskTransition by, int broken) {
        return move(by, """
                        update task set state = :to, failures = failures + :broken
                        where id = :task and state = any (:from)
                        returning id, epoch, failures
                        """)
                .param("task", taskId)
                .param("broken", broken)
                .query((row, number) -> moved(by, row))
                .optional();
    }

    /** {@code CANCEL}; nothing when it has ended. */
    Optional<Moves.Task> cancel(UUID jobId) {
        return leaveQueue(TaskTransition.CANCEL, "job_id", jobId);
    }

    /** Out of the queue, where the task is there at all. */
    private Optional<Moves.Task> leaveQueue(TaskTransition by, String column, UUID value) {
        return move(by, """
                        with before as (
                            select id, state from task where %s = :value and state = any (:from) for update
                        ),
                        gone as (
                            delete from ready_task using before where ready_task.task_id = before.id
                        )
                        update task set state = :to from before where task.id = before.id
                        returning task.id, before.state as before, task.epoch, task.failures
                        """.formatted(column))
                .param("value", value)
                .query((row, number) -> movedFrom(by, row))
                .optional();
    }

    /** A transition that begins in one of several states. */
    private static Moves.Task movedFrom(TaskTransition by, ResultSet row) throws SQLException {
        return new Moves.Task(
                row.getObject("id", UUID.class),
                by,
                TaskState.valueOf(row.getString("before")),
                row.getLong("epoch"),
                row.getInt("failures"));
    }

    /** A statement that is held against the table: it moves what stands in one of {@code :from}, and moves it {@code :to}. */
    private JdbcClient.StatementSpec move(TaskTransition by, String statement) {
        return sql.sql(statement)
                .param("from", by.from().stream().map(TaskState::name).toArray(String[]::new))
                .param("to", by.to().name());
    }

    /** A transition that begins in one state alone. */
    private static Moves.Task moved(TaskTransition by, ResultSet row) throws SQLException {
        return new Moves.Task(
                row.getObject("id", UUID.class),
                by,
                by.from().iterator().next(),
                row.getLong("epoch"),
                row.getInt("failures"));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
