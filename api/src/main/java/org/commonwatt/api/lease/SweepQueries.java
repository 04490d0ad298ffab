package org.commonwatt.api.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Leases whose time is over, one way or another. The table is small: finding them by a scan spares renewals an index. */
@Repository
class SweepQueries {

    /** A lease that may have to end; to be looked at again under the job's lock. */
    record Suspect(UUID leaseId, UUID taskId, UUID jobId, String node) {}

    private static final String SUSPECTS = """
            select lease.id, lease.task_id, lease.job_id, node.name from lease join node on node.id = lease.node_id where\s""";

    private final JdbcClient sql;

    SweepQueries(JdbcClient sql) {
        this.sql = sql;
    }

    List<Suspect> expired(Instant now) {
        return sql.sql(SUSPECTS + "not lapsed and expires_at < :now")
                .param("now", Timestamp.from(now))
                .query(SweepQueries::suspect)
                .list();
    }

    List<Suspect> overBudget(Instant now) {
        return sql.sql(SUSPECTS + "not lapsed and directive <> 'CANCEL' and budget_ends_at < :now")
                .param("now", Timestamp.from(now))
                .query(SweepQueries::suspect)
                .list();
    }

    List<Suspect> ofNode(UUID nodeId) {
        return sql.sql(SUSPECTS + "node.id = :node")
                .param("node", nodeId)
                .query(SweepQueries::suspect)
                .list();
    }

    /** Whether the lease ran out and its holder did not renew it meanwhile. Locks it. */
    boolean expired(UUID leaseId, Instant now) {
        return sql.sql("select id from lease where id = :lease and not lapsed and expires_at < :now for update")
                .param("lease", leaseId)
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /** The lease is no right any more, but its holder may still revive it. */
    void lapse(UUID leaseId) {
        sql.sql("update lease set lapsed = true where id = :lease")
                .param("lease", leaseId)
                .update();
    }

    /** Whether the lease is still there; under the job's lock nothing can change that. */
    boolean exists(UUID leaseId) {
        return sql.sql("select exists (select from lease where id = :lease)")
                .param("lease", leaseId)
                .query(Boolean.class)
                .single();
    }

    /** Ends a lease whose holder may not revive it; one that had lapsed before has expired, whatever ends it now. */
    void drop(UUID leaseId, LeaseQueries.Outcome outcome, Instant now) {
        sql.sql("""
                with gone as (delete from lease where id = :lease returning id, expires_at, lapsed)
                update attempt set ended_at = least(gone.expires_at, :now),
                       outcome = case when gone.lapsed then 'EXPIRED' else :outcome end
                from gone where attempt.lease_id = gone.id and attempt.ended_at is null
                """)
                .param("lease", leaseId)
                .param("outcome", outcome.name())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Ends all leases whose grace is over. */
    void dropAfterGrace(Instant lapsedBefore) {
        sql.sql("""
                with old as (
                    select id from lease where lapsed and expires_at < :before order by id for update skip locked
                ),
                gone as (delete from lease using old where lease.id = old.id returning lease.id, lease.expires_at)
                update attempt set ended_at = gone.expires_at, outcome = 'EXPIRED'
                from gone where attempt.lease_id = gone.id and attempt.ended_at is null
                """).param("before", Timestamp.from(lapsedBefore)).update();
    }

    /** The holder is to stop because the job's running time is used up; false when it ended meanwhile. */
    boolean stop(UUID leaseId) {
        return sql.sql("""
                        update lease set directive = 'CANCEL'
                        where id = :lease and not lapsed and directive <> 'CANCEL'
                        """).param("lease", leaseId).update() == 1;
    }

    /**
     * Notes that the service is alive; answers with when it last was. Replicas do this one after another.
     */
    Optional<Instant> beat(Instant now) {
        Optional<Instant> last = sql.sql("select at from service_heartbeat for update")
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
        sql.sql("""
                insert into service_heartbeat (at) values (:now)
                on conflict (single) do update set at = greatest(service_heartbeat.at, excluded.at)
                """).param("now", Timestamp.from(now)).update();
        return last;
    }

    /** Gives all leases the time back in which nobody could have renewed them. */
    int extendAll(Duration outage) {
        return sql.sql("update lease set expires_at = expires_at + make_interval(secs => :seconds)")
                .param("seconds", outage.toMillis() / 1000.0)
                .update();
    }

    private static Suspect suspect(ResultSet row, int number) throws SQLException {
        return new Suspect(
                row.getObject("id", UUID.class),
                row.getObject("task_id", UUID.class),
                row.getObject("job_id", UUID.class),
                row.getString("name"));
    }
}
