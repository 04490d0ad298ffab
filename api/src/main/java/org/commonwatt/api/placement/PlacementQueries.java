package org.commonwatt.api.placement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.placement.QueueHeads.Head;
import org.commonwatt.scheduler.FairShare;
import org.commonwatt.scheduler.ReadyWork;
import org.commonwatt.scheduler.WorkClass;
import org.commonwatt.scheduler.WorkNeed;

@Repository
class PlacementQueries {

    /** More ready tasks of one class than this are as good as this many: the fleet is never so much larger. */
    private static final int MOST_COUNTED = 1000;

    /** A lease that lasted for longer counts while it runs, and no more once it has ended. */
    private static final Duration LONGEST_COUNTED = Duration.ofDays(30);

    private final JdbcClient sql;

    PlacementQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Classes with tasks in the queue; {@code readySince} is in the future for a class that only waits out a back-off. Hops
     * over the index from class to class, so that the cost grows with classes and not with the queue's length. Where it is
     * known how a class's queue begins, nothing is looked at in front of that, and the hops go around the class: what was
     * taken from the front of the queue may lie there for as long as anybody's transaction is open.
     */
    List<ReadyWork> queued(Instant now, Map<Long, Head> known) {
        List<Long> classes = known.keySet().stream().sorted().toList();
        return sql.sql("""
                        with recursive known as (
                            select * from unnest(cast(:classes as bigint[]), cast(:fromTimes as timestamptz[]),
                                                 cast(:fromTasks as uuid[])) as known (work_class, from_time, from_task)
                        ),
                        gap (above, below) as (
                            select coalesce(lag(work_class) over (order by work_class), :least), work_class from known
                            union all
                            select coalesce(max(work_class), :least), :most from known
                        ),
                        hop (work_class, below) as (
                            select (select ready.work_class from ready_task ready
                                    where ready.work_class > gap.above and ready.work_class < gap.below
                                    order by ready.work_class limit 1), gap.below
                            from gap
                            union all
                            select (select ready.work_class from ready_task ready
                                    where ready.work_class > hop.work_class and ready.work_class < hop.below
                                    order by ready.work_class limit 1), hop.below
                            from hop where hop.work_class is not null
                        ),
                        queue (work_class, from_time, from_task) as (
                            select work_class, cast(:frontTime as timestamptz), cast(:frontTask as uuid) from hop
                            union all
                            select work_class, from_time, from_task from known
                        )
                        select work_class.id, account_id, memory_bytes, disk_bytes, transfer_bytes, flops, zone, urgent,
                               front.available_at as ready_since,
                               (select count(*) from (
                                    select from ready_task
                                    where work_class = queue.work_class and (available_at, task_id) >= (from_time, from_task)
                                      and available_at <= :now
                                    order by available_at, task_id limit :counted) tasks) as tasks
                        from queue
                        join work_class on work_class.id = queue.work_class
                        cross join lateral (
                            select available_at from ready_task
                            where work_class = queue.work_class and (available_at, task_id) >= (from_time, from_task)
                            order by available_at, task_id limit 1
                        ) front
                        """)
                .param("classes", classes.toArray(Long[]::new))
                .param(
                        "fromTimes",
                        classes.stream()
                                .map(id -> head(known, id).availableAt().toString())
                                .toArray(String[]::new))
                .param(
                        "fromTasks",
                        classes.stream().map(id -> head(known, id).taskId()).toArray(UUID[]::new))
                .param("frontTime", Timestamp.from(Head.FRONT.availableAt()))
                .param("frontTask", Head.FRONT.taskId())
                .param("least", Long.MIN_VALUE)
                .param("most", Long.MAX_VALUE)
                .param("now", Timestamp.from(now))
                .param("counted", MOST_COUNTED)
                .query(PlacementQueries::work)
                .list();
    }

    private static Head head(Map<Long, Head> known, Long workClass) {
        return known.getOrDefault(workClass, Head.FRONT);
    }

    private static ReadyWork work(ResultSet row, int number) throws SQLException {
        WorkNeed need = new WorkNeed(
                row.getLong("memory_bytes"),
                row.getLong("disk_bytes"),
                row.getLong("transfer_bytes"),
                row.getDouble("flops"));
        return new ReadyWork(
                new WorkClass(
                        row.getLong("id"),
                        row.getObject("account_id", UUID.class),
                        need,
                        row.getString("zone"),
                        row.getBoolean("urgent")),
                Math.max(1, row.getInt("tasks")),
                row.getTimestamp("ready_since").toInstant(),
                0);
    }

    /**
     * Machine-hours that each account's work used, with the weight that they have today; running work included, and what lapsed
     * and may still be revived up to when its lease ran out. What runs is found by its lease, and what ended by when it was granted. There is no index on ends: with one of ranges, the statements of
     * a lease's life took PostgreSQL ten times as long.
     */
    Map<UUID, Double> decayedUse(Instant now) {
        Map<UUID, Double> use = new HashMap<>();
        sql.sql("""
                with used as (
                    select job_id, granted_at, ended_at from attempt
                    where granted_at > :granted and ended_at > :forgotten
                    union all
                    select attempt.job_id, attempt.granted_at,
                           case when lease.lapsed then lease.expires_at else cast(:now as timestamptz) end
                    from lease join attempt on attempt.lease_id = lease.id
                    where attempt.ended_at is null
                )
                select job.account_id,
                       sum(extract(epoch from ended_at - granted_at) / 3600
                           * power(0.5, extract(epoch from :now - ended_at) / :halfLife)) as hours
                from used join job on job.id = used.job_id
                group by job.account_id
                """)
                .param("now", Timestamp.from(now))
                .param("halfLife", FairShare.HALF_LIFE.toSeconds())
                .param("forgotten", Timestamp.from(now.minus(FairShare.FORGOTTEN_AFTER)))
                .param(
                        "granted",
                        Timestamp.from(now.minus(FairShare.FORGOTTEN_AFTER).minus(LONGEST_COUNTED)))
                .query(row -> {
                    use.put(row.getObject("account_id", UUID.class), row.getDouble("hours"));
                });
        return use;
    }
}
