package org.commonwatt.api.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lease.Renewal.Held;
import org.commonwatt.protocol.lease.Renewal.Renewed;
import org.commonwatt.protocol.lifecycle.LeaseState;
import org.commonwatt.protocol.lifecycle.LeaseTransition;
import org.commonwatt.protocol.lifecycle.Moves;

/** What holders write. Each statement is guarded by the lease's id, epoch and node: no row means stale. */
@Repository
class LeaseQueries {

    /** The task and the job that a lease is for. */
    record Work(UUID taskId, UUID jobId) {}

    /**
     * A lease that took a write.
     *
     * @param fresh whether the report was not taken before
     */
    record Accepted(Work work, Directive directive, boolean fresh) {

        /** A lease that takes writes is held, or stops. */
        LeaseState state() {
            return directive == Directive.CANCEL ? LeaseState.STOPPING : LeaseState.HELD;
        }
    }

    /** An attempt that ended; the answer is JSON, and null unless it ended by a completion. */
    record Ended(LeaseState outcome, @Nullable String answer) {}

    private static final String HELD = "lease.id = :lease and lease.epoch = :epoch and lease.node_id = :node";

    private final JdbcClient sql;

    LeaseQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Renews all of a node's leases at once; answers with those that it still holds. Only unindexed columns change. Locked
     * in the order of their jobs, as everybody does who locks several; what lapsed is not, as whoever deals with that takes the
     * job first.
     */
    List<Renewed> renew(UUID nodeId, List<Held> held, Instant now, Instant until) {
        return sql.sql("""
                        with held as materialized (
                            select asked.*
                            from unnest(cast(:ids as uuid[]), cast(:epochs as bigint[]), cast(:steps as bigint[]))
                                 as asked (id, epoch, step)
                            join lease on lease.id = asked.id and lease.epoch = asked.epoch
                            where lease.node_id = :node and not lease.lapsed
                            order by lease.job_id
                            for no key update of lease
                        )
                        update lease set expires_at = :until, step = greatest(lease.step, held.step),
                               progress_at = case when held.step > lease.step then :now else lease.progress_at end
                        from held
                        where lease.id = held.id
                        returning lease.id, lease.epoch, lease.directive
                        """)
                .param("until", Timestamp.from(until))
                .param("now", Timestamp.from(now))
                .param("ids", held.stream().map(Held::id).toArray(UUID[]::new))
                .param("epochs", held.stream().map(Held::epoch).toArray(Long[]::new))
                .param("steps", held.stream().map(Held::step).toArray(Long[]::new))
                .param("node", nodeId)
                .query((row, number) -> new Renewed(
                        row.getObject("id", UUID.class),
                        row.getLong("epoch"),
                        until,
                        Directive.valueOf(row.getString("directive"))))
                .list();
    }

    /**
     * Takes a write for a lease, which is a sign of life and renews it. The row stays locked until the transaction ends.
     *
     * @param sequence the report's number, or 0 for a write that has none
     */
    Optional<Accepted> accept(LeaseRef lease, long sequence, long step, Instant now, Instant until) {
        return sql.sql("""
                        with before as (
                            select id, report_sequence from lease where %s and not lapsed for update
                        )
                        update lease set report_sequence = greatest(before.report_sequence, :sequence),
                               step = greatest(lease.step, :step), expires_at = greatest(lease.expires_at, :until),
                               progress_at = case when :step > lease.step then :now else lease.progress_at end
                        from before where lease.id = before.id
                        returning lease.task_id, lease.job_id, lease.directive, before.report_sequence < :sequence as fresh
                        """.formatted(HELD))
                .param("lease", lease.id())
                .param("epoch", lease.epoch())
                .param("node", lease.nodeId())
                .param("sequence", sequence)
                .param("step", step)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .query(LeaseQueries::accepted)
                .optional();
    }

    /** The work of a lease, lapsed or not, without locking anything. */
    Optional<Work> work(LeaseRef lease) {
        return sql.sql("select task_id, job_id from lease where " + HELD)
                .param("lease", lease.id())
                .param("epoch", lease.epoch())
                .param("node", lease.nodeId())
                .query((row, number) -> work(row))
                .optional();
    }

    /** Whether the lease ran out and may still be revived; nothing where it is over. */
    Optional<Boolean> isLapsed(LeaseRef lease) {
        return sql.sql("select lapsed from lease where " + HELD)
                .param("lease", lease.id())
                .param("epoch", lease.epoch())
                .param("node", lease.nodeId())
                .query(Boolean.class)
                .optional();
    }

    /** Ends a lease: the compare-and-set on its epoch. */
    Optional<Accepted> remove(LeaseRef lease) {
        return sql.sql("""
                        delete from lease where %s and not lapsed
                        returning task_id, job_id, directive, true as fresh
                        """.formatted(HELD))
                .param("lease", lease.id())
                .param("epoch", lease.epoch())
                .param("node", lease.nodeId())
                .query(LeaseQueries::accepted)
                .optional();
    }

    /** {@code REVIVE}: undoes the lapse of a lease whose task its holder just took back; its steps count from now. */
    void revive(LeaseRef lease, Instant now, Instant until) {
        sql.sql("update lease set lapsed = false, expires_at = :until, progress_at = :now where " + HELD
                        + " and lapsed")
                .param("until", Timestamp.from(until))
                .param("now", Timestamp.from(now))
                .param("lease", lease.id())
                .param("epoch", lease.epoch())
                .param("node", lease.nodeId())
                .update();
    }

    /** Energy of a lease so far; later figures replace earlier ones, so that a crash loses none. */
    void energy(UUID leaseId, @Nullable EnergyUse energy) {
        if (energy != null) {
            sql.sql("""
                    update attempt set energy_wh = :wh, energy_attributed_wh = :attributed, embodied_grams = :embodied,
                           energy_tier = :tier, energy_error = :error, energy_seconds = :seconds, energy_method = :method
                    where lease_id = :lease
                    """)
                    .param("wh", energy.wh())
                    .param("attributed", energy.attributedWh())
                    .param("embodied", energy.embodiedGrams())
                    .param("tier", energy.tier().name())
                    .param("error", energy.relativeError())
                    .param("seconds", energy.seconds())
                    .param("method", energy.method())
                    .param("lease", leaseId)
                    .update();
        }
    }

    /**
     * How an attempt ended.
     *
     * @param outcome the lease's final state
     * @param failure what broke, where it failed
     * @param released why it was given back, where it was
     * @param answer what to say to whoever repeats the completion, as JSON
     */
    record Close(
            LeaseState outcome,
            @Nullable FailureKind failure,
            Release.@Nullable Reason released,
            @Nullable String answer) {}

    /** Closes an attempt's book. */
    void endAttempt(UUID leaseId, Instant at, Close close) {
        FailureKind failure = close.failure();
        Release.Reason released = close.released();
        sql.sql("""
                update attempt set ended_at = :at, outcome = :outcome, failure_kind = :failure, release_reason = :released,
                       answer = cast(:answer as jsonb)
                where lease_id = :lease and ended_at is null
                """)
                .param("at", Timestamp.from(at))
                .param("outcome", close.outcome().name())
                .param("failure", failure == null ? null : failure.name(), Types.VARCHAR)
                .param("released", released == null ? null : released.name(), Types.VARCHAR)
                .param("answer", close.answer(), Types.VARCHAR)
                .param("lease", leaseId)
                .update();
    }

    /** How this very lease ended, for repeated messages. */
    Optional<Ended> ended(LeaseRef lease) {
        return sql.sql("""
                        select outcome, answer from attempt
                        where lease_id = :lease and epoch = :epoch and node_id = :node and ended_at is not null
                        """)
                .param("lease", lease.id())
                .param("epoch", lease.epoch())
                .param("node", lease.nodeId())
                .query((row, number) ->
                        new Ended(LeaseState.valueOf(row.getString("outcome")), row.getString("answer")))
                .optional();
    }

    /** What a lease did so far is not lost any more: its receipt wants to know. */
    void checkpointed(UUID leaseId, Instant at) {
        sql.sql("update attempt set checkpointed_at = :at where lease_id = :lease")
                .param("at", Timestamp.from(at))
                .param("lease", leaseId)
                .update();
    }

    /** A step that is committed again, as by a resumed run, takes the newer bytes. */
    void commitCheckpoint(UUID taskId, long step, long epoch, Sha256 artifact, Instant at) {
        sql.sql("""
                insert into checkpoint (task_id, step, epoch, sha256, committed_at)
                values (:task, :step, :epoch, :sha256, :at)
                on conflict (task_id, step) do update set
                    epoch = excluded.epoch, sha256 = excluded.sha256, committed_at = excluded.committed_at
                where (checkpoint.epoch, checkpoint.sha256) is distinct from (excluded.epoch, excluded.sha256)
                """)
                .param("task", taskId)
                .param("step", step)
                .param("epoch", epoch)
                .param("sha256", artifact.bytes())
                .param("at", Timestamp.from(at))
                .update();
    }

    /** {@code STOP}: the job's holder is to stop; it hears of it with its next renewal or report. */
    List<Moves.Lease> stop(UUID jobId) {
        return sql.sql("""
                        update lease set directive = 'CANCEL'
                        where job_id = :job and not lapsed and directive <> 'CANCEL'
                        returning id, epoch, node_id
                        """)
                .param("job", jobId)
                .query((row, number) -> moved(LeaseTransition.STOP, LeaseState.HELD, row))
                .list();
    }

    /** Whether this very lease committed the artifact for the step. */
    boolean committed(LeaseRef lease, long step, Sha256 artifact) {
        return sql.sql("""
                        select exists (
                            select from attempt
                            join checkpoint on checkpoint.task_id = attempt.task_id and checkpoint.epoch = attempt.epoch
                            where attempt.lease_id = :lease and attempt.epoch = :epoch and attempt.node_id = :node
                              and checkpoint.step = :step and checkpoint.sha256 = :sha256)
                        """)
                .param("lease", lease.id())
                .param("epoch", lease.epoch())
                .param("node", lease.nodeId())
                .param("step", step)
                .param("sha256", artifact.bytes())
                .query(Boolean.class)
                .single();
    }

    /** The job's holder is to give it back at a checkpoint; it hears of it with its next renewal or report. */
    void pause(UUID jobId) {
        direct(jobId, "directive in ('CONTINUE', 'CHECKPOINT')", Directive.PAUSE);
    }

    /** The job's holder need not pause any more, unless it did so already. */
    void goOn(UUID jobId) {
        direct(jobId, "directive = 'PAUSE'", Directive.CONTINUE);
    }

    private void direct(UUID jobId, String where, Directive directive) {
        sql.sql("update lease set directive = :directive where job_id = :job and not lapsed and " + where)
                .param("directive", directive.name())
                .param("job", jobId)
                .update();
    }

    /** Whether a lease of the job ran out whose holder may still come back. */
    boolean hasLapsed(UUID jobId) {
        return sql.sql("select exists (select from lease where job_id = :job and lapsed)")
                .param("job", jobId)
                .query(Boolean.class)
                .single();
    }

    /** The job's holder is to make a checkpoint; false when there is no holder, or none that goes on. */
    boolean wantCheckpoint(UUID jobId) {
        return sql.sql("""
                        update lease set directive = case when directive = 'CONTINUE' then 'CHECKPOINT' else directive end
                        where job_id = :job and not lapsed and directive <> 'CANCEL'
                        """).param("job", jobId).update() > 0;
    }

    /** The checkpoint that was wanted is there. */
    void checkpointCame(UUID leaseId) {
        sql.sql("update lease set directive = 'CONTINUE' where id = :lease and directive = 'CHECKPOINT'")
                .param("lease", leaseId)
                .update();
    }

    /** All leases of a node are to be given back, or no longer. */
    void drain(UUID nodeId, boolean drained) {
        sql.sql("""
                update lease set directive = case when :drained then 'DRAIN' else 'CONTINUE' end
                where node_id = :node and (directive = 'DRAIN' or (:drained and directive <> 'CANCEL'))
                """).param("node", nodeId).param("drained", drained).update();
    }

    /** {@code EXPIRE}: a lease of the job that lapsed can't be revived any more. */
    List<Moves.Lease> endLapsed(UUID jobId) {
        return sql.sql("""
                        with gone as (
                            delete from lease where job_id = :job and lapsed returning id, epoch, node_id, expires_at
                        ),
                        closed as (
                            update attempt set ended_at = gone.expires_at, outcome = :to
                            from gone where lease_id = gone.id and ended_at is null
                        )
                        select id, epoch, node_id from gone
                        """)
                .param("job", jobId)
                .param("to", LeaseTransition.EXPIRE.to().name())
                .query((row, number) -> moved(LeaseTransition.EXPIRE, LeaseState.LAPSED, row))
                .list();
    }

    private static Moves.Lease moved(LeaseTransition by, LeaseState from, ResultSet row) throws SQLException {
        return new Moves.Lease(
                row.getObject("id", UUID.class), by, from, row.getLong("epoch"), row.getObject("node_id", UUID.class));
    }

    private static Accepted accepted(ResultSet row, int number) throws SQLException {
        return new Accepted(work(row), Directive.valueOf(row.getString("directive")), row.getBoolean("fresh"));
    }

    private static Work work(ResultSet row) throws SQLException {
        return new Work(row.getObject("task_id", UUID.class), row.getObject("job_id", UUID.class));
    }
}
