package org.commonwatt.api.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.lease.LeaseQueries.Work;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.lifecycle.LeaseState;

/** Leases whose time is over, one way or another. The table is small: finding them by a scan spares renewals an index. */
@Repository
class SweepQueries {

    /**
     * A lease that may have to end; to be looked at again under the job's lock.
     *
     * @param node its node's name
     */
    record Suspect(LeaseRef ref, UUID taskId, UUID jobId, String node) {

        Work work() {
            return new Work(taskId, jobId);
        }
    }

    private static final String SUSPECTS = """
            select lease.id, lease.epoch, lease.node_id, lease.task_id, lease.job_id, node.name
            from lease join node on node.id = lease.node_id where\s""";

    /** Where a lease stands, from its columns. */
    private static final String STATE =
            "case when lapsed then 'LAPSED' when directive = 'CANCEL' then 'STOPPING' else 'HELD' end";

    /**
     * Held, and its steps stand still. One that has done all its steps only has its model to bring, and that may take as long as
     * the network does.
     */
    private static final String STALLED = """
            not lease.lapsed and lease.directive <> 'CANCEL' and lease.progress_at < :before
            and not exists (select from job_progress where job_progress.job_id = lease.job_id
                            and job_progress.lease_epoch = lease.epoch and job_progress.step >= job_progress.total_steps)
            """;

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

    /** A lease of a job that may emit only so much, in gCO2e over all its leases. */
    record Budgeted(Suspect suspect, double maxGrams) {}

    List<Budgeted> withCarbonBudget() {
        return sql.sql("""
                        select lease.id, lease.epoch, lease.node_id, lease.task_id, lease.job_id, node.name, task.max_grams
                        from lease
                        join node on node.id = lease.node_id
                        join task on task.id = lease.task_id
                        where not lapsed and directive <> 'CANCEL' and task.max_grams is not null
                        """)
                .query((row, number) -> new Budgeted(suspect(row, number), row.getDouble("max_grams")))
                .list();
    }

    List<Suspect> stalled(Instant standingSince) {
        return sql.sql(SUSPECTS + STALLED)
                .param("before", Timestamp.from(standingSince))
                .query(SweepQueries::suspect)
                .list();
    }

    List<Suspect> lapsed(Instant before) {
        return sql.sql(SUSPECTS + "lapsed and expires_at < :before")
                .param("before", Timestamp.from(before))
                .query(SweepQueries::suspect)
                .list();
    }

    /** In the order in which everybody locks several. */
    List<Suspect> ofNode(UUID nodeId) {
        return sql.sql(SUSPECTS + "node.id = :node order by lease.job_id")
                .param("node", nodeId)
                .query(SweepQueries::suspect)
                .list();
    }

    /** Where a lease stands that ran out and that its holder did not renew meanwhile. Locks it. */
    Optional<LeaseState> expired(UUID leaseId, Instant now) {
        return sql.sql("select " + STATE
                        + " from lease where id = :lease and not lapsed and expires_at < :now for update")
                .param("lease", leaseId)
                .param("now", Timestamp.from(now))
                .query(String.class)
                .optional()
                .map(LeaseState::valueOf);
    }

    /** The step at which a lease stands since before that moment; nothing when it went on meanwhile. Locks it. */
    Optional<Long> stalled(UUID leaseId, Instant before) {
        return sql.sql("select step from lease where id = :lease and " + STALLED + " for update")
                .param("lease", leaseId)
                .param("before", Timestamp.from(before))
                .query(Long.class)
                .optional();
    }

    /** Whether the lease is still lapsed, and ran out before that moment. */
    boolean lapsed(UUID leaseId, Instant before) {
        return sql.sql("select exists (select from lease where id = :lease and lapsed and expires_at < :before)")
                .param("lease", leaseId)
                .param("before", Timestamp.from(before))
                .query(Boolean.class)
                .single();
    }

    /** The lease is no right any more, but its holder may still revive it. */
    void lapse(UUID leaseId) {
        sql.sql("update lease set lapsed = true where id = :lease and not lapsed")
                .param("lease", leaseId)
                .update();
    }

    /** Leases that drained nodes were granted in the moment in which they were drained are to be given back too. */
    void drain() {
        sql.sql("""
                update lease set directive = 'DRAIN' from node
                where node.id = lease.node_id and node.drained_at is not null
                  and lease.directive in ('CONTINUE', 'CHECKPOINT')
                """).update();
    }

    /** Where the lease stands, if it is still there; under the job's lock nothing can change that. */
    Optional<LeaseState> state(UUID leaseId) {
        return sql.sql("select " + STATE + " from lease where id = :lease")
                .param("lease", leaseId)
                .query(String.class)
                .optional()
                .map(LeaseState::valueOf);
    }

    /** Ends a lease whose holder may not revive it. Its attempt ended when it ran out, or now. */
    void drop(UUID leaseId, LeaseQueries.Close close, Instant now) {
        FailureKind failure = close.failure();
        sql.sql("""
                with gone as (delete from lease where id = :lease returning id, expires_at)
                update attempt set ended_at = least(gone.expires_at, :now), outcome = :outcome, failure_kind = :failure
                from gone where attempt.lease_id = gone.id and attempt.ended_at is null
                """)
                .param("lease", leaseId)
                .param("outcome", close.outcome().name())
                .param("failure", failure == null ? null : failure.name(), Types.VARCHAR)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The holder is to stop because a budget of the job is used up; false when it ended meanwhile. */
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
    int extendAll(Duration outage, Instant now, Instant until) {
        return sql.sql("""
                        update lease set
                            expires_at = greatest(expires_at, least(expires_at + make_interval(secs => :seconds), :until)),
                            progress_at = greatest(progress_at, least(progress_at + make_interval(secs => :seconds), :now))
                        """)
                .param("seconds", outage.toMillis() / 1000.0)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .update();
    }

    /** Nothing is due later than it would be if it began now. */
    void setBack(Instant now, LeaseSettings settings) {
        sql.sql("update service_heartbeat set at = :now")
                .param("now", Timestamp.from(now))
                .update();
        sql.sql("""
                update lease set expires_at = least(expires_at, :until), progress_at = least(progress_at, :now),
                       budget_ends_at = least(budget_ends_at, cast(:now as timestamptz) + make_interval(secs => task.max_seconds))
                from task where task.id = lease.task_id
                """)
                .param("until", Timestamp.from(now.plus(settings.time())))
                .param("now", Timestamp.from(now))
                .update();
        sql.sql("""
                update ready_task
                set available_at = case when task.failures = 0 then cast(:now as timestamptz) else least(available_at, :later) end
                from task where task.id = ready_task.task_id and available_at > :now
                """)
                .param("now", Timestamp.from(now))
                .param("later", Timestamp.from(now.plus(settings.retry().longestDelay())))
                .update();
        // What was decided later than now would pass for newer than all that is decided until then.
        sql.sql("""
                update task_timing
                set decide_at = least(decide_at, :now),
                    decision = case when (decision ->> 'decidedAt')::timestamptz > :now
                                    then jsonb_set(decision, '{decidedAt}', to_jsonb(cast(:written as text)))
                                    else decision end
                """)
                .param("now", Timestamp.from(now))
                .param("written", now.toString())
                .update();
    }

    private static Suspect suspect(ResultSet row, int number) throws SQLException {
        return new Suspect(
                new LeaseRef(
                        row.getObject("id", UUID.class), row.getLong("epoch"), row.getObject("node_id", UUID.class)),
                row.getObject("task_id", UUID.class),
                row.getObject("job_id", UUID.class),
                row.getString("name"));
    }
}
