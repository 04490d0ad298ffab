package org.commonwatt.api.placement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.scheduler.FairShare;
import org.commonwatt.scheduler.ReadyWork;
import org.commonwatt.scheduler.WorkClass;
import org.commonwatt.scheduler.WorkNeed;

@Repository
class PlacementQueries {

    /** More ready tasks of one class than this are as good as this many: the fleet is never so much larger. */
    private static final int MOST_COUNTED = 1000;

    private final JdbcClient sql;

    PlacementQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Classes with tasks in the queue; {@code readySince} is in the future for a class that only waits out a back-off. Hops
     * over the index from class to class, so that the cost grows with classes and not with the queue's length.
     */
    List<ReadyWork> queued(Instant now) {
        return sql.sql("""
                        with recursive hop(work_class) as (
                            (select work_class from ready_task order by work_class limit 1)
                            union all
                            select (select ready.work_class from ready_task ready
                                    where ready.work_class > hop.work_class order by ready.work_class limit 1)
                            from hop where hop.work_class is not null
                        )
                        select work_class.id, account_id, memory_bytes, disk_bytes, flops, zone,
                               (select min(available_at) from ready_task where work_class = hop.work_class) as ready_since,
                               (select count(*) from (
                                    select from ready_task
                                    where work_class = hop.work_class and available_at <= :now limit :most) tasks) as tasks
                        from hop join work_class on work_class.id = hop.work_class
                        """)
                .param("now", Timestamp.from(now))
                .param("most", MOST_COUNTED)
                .query(PlacementQueries::work)
                .list();
    }

    private static ReadyWork work(ResultSet row, int number) throws SQLException {
        WorkNeed need = new WorkNeed(row.getLong("memory_bytes"), row.getLong("disk_bytes"), row.getDouble("flops"));
        return new ReadyWork(
                new WorkClass(row.getLong("id"), row.getObject("account_id", UUID.class), need, row.getString("zone")),
                Math.max(1, row.getInt("tasks")),
                row.getTimestamp("ready_since").toInstant(),
                0);
    }

    /** Machine-hours that each account's work used, with the weight that they have today; running work included. */
    Map<UUID, Double> decayedUse(Instant now) {
        Map<UUID, Double> use = new HashMap<>();
        sql.sql("""
                select job.account_id,
                       sum(extract(epoch from coalesce(ended_at, :now) - granted_at) / 3600
                           * power(0.5, extract(epoch from :now - coalesce(ended_at, :now)) / :halfLife)) as hours
                from attempt join job on job.id = attempt.job_id
                where granted_at > :forgotten
                group by job.account_id
                """)
                .param("now", Timestamp.from(now))
                .param("halfLife", FairShare.HALF_LIFE.toSeconds())
                .param("forgotten", Timestamp.from(now.minus(FairShare.FORGOTTEN_AFTER)))
                .query(row -> {
                    use.put(row.getObject("account_id", UUID.class), row.getDouble("hours"));
                });
        return use;
    }
}
