package org.commonwatt.api.placement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.TimingView;
import org.commonwatt.scheduler.WorkClass;
import org.commonwatt.scheduler.WorkNeed;

/** The statements that say where a job stands in the queue. */
@Repository
class ExplanationQueries {

    /** More tasks ahead than this are as good as this many. */
    private static final int MOST_COUNTED = 10_000;

    /**
     * Where a job stands.
     *
     * @param reason a sentence that says why, or null
     * @param node name of the node that holds or last held its lease, or null
     * @param place its place in the queue, or null where it isn't there
     * @param deferral what it waits for outside the queue, or null where it doesn't
     */
    record Standing(
            JobState state,
            @Nullable String reason,
            @Nullable String node,
            @Nullable Place place,
            @Nullable Deferral deferral) {}

    /**
     * A task's place in the queue.
     *
     * @param workClass what the planner knows it as
     * @param availableAt from when on it may start
     * @param failures runs of it that nodes broke
     * @param earlier tasks of its class that go before it
     * @param timing what was decided about its time, or null
     */
    record Place(
            UUID taskId,
            WorkClass workClass,
            Instant availableAt,
            int failures,
            int earlier,
            @Nullable TimingView timing) {

        WorkNeed need() {
            return workClass.need();
        }

        /** The only zone that it should run in, or null for any. */
        @Nullable
        String zone() {
            return workClass.zone();
        }
    }

    /**
     * A task's wait for cleaner electricity.
     *
     * @param zone where it means to run then, or null for anywhere
     */
    record Deferral(WorkNeed need, @Nullable String zone, TimingView timing) {}

    private final JdbcClient sql;

    ExplanationQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /** A job of the account. */
    Optional<Standing> standing(UUID accountId, UUID jobId, Instant now) {
        return sql.sql("""
                        select job_state.state, job_state.reason, node.name as node, task.id as task_id, task.failures,
                               ready.work_class, ready.available_at,
                               task.state = 'DEFERRED' as deferred, timing.decision, timing.zone as planned_zone,
                               class.memory_bytes, class.disk_bytes, class.transfer_bytes, class.flops, class.zone, class.urgent,
                               (select count(*) from (
                                    select from ready_task other
                                    where other.work_class = ready.work_class and other.available_at <= :now
                                      and (other.available_at, other.task_id) < (ready.available_at, ready.task_id)
                                    limit :most) tasks) as earlier
                        from job
                        join job_state on job_state.job_id = job.id
                        left join node on node.id = job_state.node_id
                        left join task on task.job_id = job.id
                        left join ready_task ready on ready.task_id = task.id
                        left join work_class class on class.id = coalesce(ready.work_class, task.work_class)
                        left join task_timing timing on timing.task_id = task.id
                        where job.id = :job and job.account_id = :account
                        """)
                .param("job", jobId)
                .param("account", accountId)
                .param("now", Timestamp.from(now))
                .param("most", MOST_COUNTED)
                .query((row, number) -> new Standing(
                        JobState.valueOf(row.getString("state")),
                        row.getString("reason"),
                        row.getString("node"),
                        place(row, accountId),
                        deferral(row)))
                .optional();
    }

    /** Nodes that broke a run of the task. */
    Set<UUID> broke(UUID taskId) {
        return new HashSet<>(sql.sql("select node_id from attempt where task_id = :task and outcome = 'FAILED'")
                .param("task", taskId)
                .query(UUID.class)
                .list());
    }

    private static @Nullable Deferral deferral(ResultSet row) throws SQLException {
        TimingView timing = row.getBoolean("deferred") ? timing(row) : null;
        return timing == null ? null : new Deferral(need(row), row.getString("planned_zone"), timing);
    }

    private static WorkNeed need(ResultSet row) throws SQLException {
        return new WorkNeed(
                row.getLong("memory_bytes"),
                row.getLong("disk_bytes"),
                row.getLong("transfer_bytes"),
                row.getDouble("flops"));
    }

    private static @Nullable TimingView timing(ResultSet row) throws SQLException {
        String decision = row.getString("decision");
        return decision == null ? null : Json.mapper().readValue(decision, TimingView.class);
    }

    private static @Nullable Place place(ResultSet row, UUID accountId) throws SQLException {
        Timestamp availableAt = row.getTimestamp("available_at");
        return availableAt == null
                ? null
                : new Place(
                        row.getObject("task_id", UUID.class),
                        new WorkClass(
                                row.getLong("work_class"),
                                accountId,
                                need(row),
                                row.getString("zone"),
                                row.getBoolean("urgent")),
                        availableAt.toInstant(),
                        row.getInt("failures"),
                        row.getInt("earlier"),
                        timing(row));
    }
}
