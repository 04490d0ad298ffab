package org.commonwatt.api.lease;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.job.JobQueued;
import org.commonwatt.api.placement.GreenPlans.Decision;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.TimingView;

/** What was decided about the time of tasks that may wait. */
@Repository
class DeferralQueries {

    private final JdbcClient sql;

    DeferralQueries(JdbcClient sql) {
        this.sql = sql;
    }

    void add(UUID taskId, JobQueued job) {
        Instant deadline = job.deadline();
        sql.sql("""
                insert into task_timing (task_id, job_id, max_wait_seconds, deadline, delay_weight, decide_at)
                values (:task, :job, :maxWait, :deadline, :weight, :now)
                """)
                .param("task", taskId)
                .param("job", job.jobId())
                .param("maxWait", job.schedule().waiting().toMillis() / 1000.0)
                .param("deadline", deadline == null ? null : Timestamp.from(deadline), Types.TIMESTAMP)
                .param("weight", job.carbon().delayWeight())
                .param("now", Timestamp.from(job.createdAt()))
                .update();
    }

    /** A decision about the task is due now; false where it may not wait. */
    boolean due(UUID taskId, Instant now) {
        return sql.sql("update task_timing set decide_at = least(decide_at, :now) where task_id = :task")
                        .param("task", taskId)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    boolean mayWait(UUID taskId) {
        return sql.sql("select exists (select from task_timing where task_id = :task)")
                .param("task", taskId)
                .query(Boolean.class)
                .single();
    }

    /** What was decided last, or nothing before the first decision. */
    Optional<TimingView> decision(UUID taskId) {
        return sql.sql("select decision from task_timing where task_id = :task and decision is not null")
                .param("task", taskId)
                .query(String.class)
                .optional()
                .map(DeferralQueries::read);
    }

    /** Keeps a decision in place of the one before; where something changed by it, in the job's history too. */
    void store(Decision decision) {
        @Nullable TimingView before = decision(decision.taskId()).orElse(null);
        String json = Json.mapper().writeValueAsString(decision.view());
        sql.sql("""
                update task_timing set decision = cast(:decision as jsonb), zone = :zone, decide_at = :again
                where task_id = :task
                """)
                .param("decision", json)
                .param("zone", decision.zone(), Types.VARCHAR)
                .param("again", Timestamp.from(decision.view().decideAgainAt()))
                .param("task", decision.taskId())
                .update();
        if (before == null || !saysTheSame(before, decision.view())) {
            sql.sql("""
                    insert into job_decision (job_day, job_id, at, decision)
                    select created_on, id, :at, cast(:decision as jsonb) from job where id = :job
                    on conflict (job_day, job_id, at) do update set decision = excluded.decision
                    """)
                    .param("at", Timestamp.from(decision.view().decidedAt()))
                    .param("decision", json)
                    .param("job", decision.jobId())
                    .update();
        }
    }

    /** No decision can be made about it yet. */
    void postpone(UUID taskId, Instant until) {
        sql.sql("update task_timing set decide_at = :until where task_id = :task")
                .param("until", Timestamp.from(until))
                .param("task", taskId)
                .update();
    }

    /** The job of a task that may wait. */
    Optional<UUID> jobOf(UUID taskId) {
        return sql.sql("select job_id from task_timing where task_id = :task")
                .param("task", taskId)
                .query(UUID.class)
                .optional();
    }

    /** Whoever runs on has the same window that only begins later. */
    private static boolean saysTheSame(TimingView one, TimingView other) {
        return one.run() == other.run()
                && one.reason() == other.reason()
                && (one.run()
                        ? one.window().zone().equals(other.window().zone())
                        : one.window().equals(other.window()));
    }

    private static TimingView read(String json) {
        return Json.mapper().readValue(json, TimingView.class);
    }
}
