package org.commonwatt.api.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.api.placement.Ranking.RankedClass;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lifecycle.LeaseState;
import org.commonwatt.protocol.lifecycle.LeaseTransition;
import org.commonwatt.protocol.lifecycle.Moves;
import org.commonwatt.protocol.lifecycle.TaskState;
import org.commonwatt.protocol.lifecycle.TaskTransition;
import org.commonwatt.protocol.plan.PlanView.IntensityView;

@Repository
class ClaimQueries {

    /**
     * A node's claim.
     *
     * @param leaseId the id that the lease gets
     * @param key the request's Idempotency-Key
     * @param ranking classes of work, best first
     * @param intensity of the electricity where the node stands
     */
    record Claim(UUID leaseId, UUID nodeId, String key, List<RankedClass> ranking, IntensityView intensity) {}

    /**
     * A granted lease, as far as its job must hear of it.
     *
     * @param replaced the lapsed lease of the task that it replaced, or null
     */
    record Claimed(
            LeaseRef lease,
            UUID jobId,
            UUID taskId,
            int failures,
            @Nullable LeaseRef replaced) {

        /** What the claim moved. */
        Moves moves() {
            Stream<Moves.Lease> expired =
                    Stream.ofNullable(replaced).map(lapsed -> lapsed.moves(LeaseTransition.EXPIRE, LeaseState.LAPSED));
            Moves.Lease granted =
                    new Moves.Lease(lease.id(), LeaseTransition.GRANT, null, lease.epoch(), lease.nodeId());
            return new Moves(
                    new Moves.Task(taskId, TaskTransition.CLAIM, TaskState.READY, lease.epoch(), failures),
                    Stream.concat(expired, Stream.of(granted)).toList());
        }
    }

    /** The file of the trained model that a job begins with. */
    record StoredBase(Sha256 sha256, long size) {}

    /** All that a worker needs; spec and manifest are JSON. */
    record GrantRow(
            UUID id,
            UUID taskId,
            UUID jobId,
            String jobName,
            long epoch,
            Instant expiresAt,
            String spec,
            String manifest,
            long memoryBytes,
            @Nullable StoredBase base,
            LeaseGrant.@Nullable CheckpointRef checkpoint) {}

    private final JdbcClient sql;

    ClaimQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Takes the best-ranked ready task that nobody else holds, in one statement: picks it, takes it out of the ready rows,
     * raises its epoch, and writes the lease and the attempt. A lapsed lease of the task is replaced, which is what fences its
     * holder off.
     *
     * <p>A task is passed over when this node broke a run of it and another node that fits did not. The classes are looked
     * at in their order and no further than the first hit: a lateral join with a limit can only run as a nested loop over
     * the function's rows. Were it ever otherwise, the choice would be less good, never wrong.
     */
    Optional<Claimed> claim(Claim claim, Instant now, Duration leaseTime) {
        List<RankedClass> ranking = claim.ranking();
        return sql.sql("""
                        with picked as materialized (
                            select candidate.task_id
                            from unnest(cast(:classes as bigint[])) with ordinality as wanted (work_class, rank)
                            cross join lateral (
                                select ready.task_id
                                from ready_task ready
                                join task on task.id = ready.task_id
                                join job_state on job_state.job_id = task.job_id
                                where ready.work_class = wanted.work_class and ready.available_at <= :now
                                  and not (
                                    exists (select from attempt
                                            where task_id = task.id and node_id = :node and outcome = 'FAILED')
                                    and exists (select from unnest(cast(:otherClasses as bigint[]), cast(:otherNodes as uuid[]))
                                                as other (work_class, node_id)
                                                where other.work_class = ready.work_class
                                                  and not exists (select from attempt
                                                      where task_id = task.id and node_id = other.node_id
                                                        and outcome = 'FAILED')))
                                order by ready.available_at, ready.task_id
                                limit 1
                                for update of ready, job_state skip locked
                            ) candidate
                            limit 1
                        ),
                        taken as (
                            delete from ready_task using picked where ready_task.task_id = picked.task_id
                            returning ready_task.task_id
                        ),
                        held as (
                            update task set state = 'LEASED', epoch = task.epoch + 1
                            from taken where task.id = taken.task_id and task.state = 'READY'
                            returning task.id, task.job_id, task.epoch, task.max_seconds, task.failures
                        ),
                        lapsed as (
                            select lease.task_id, lease.expires_at, lease.id, lease.epoch, lease.node_id
                            from lease join held on held.id = lease.task_id
                        ),
                        used as (
                            select coalesce(sum(extract(epoch from
                                       coalesce(attempt.ended_at, lapsed.expires_at, :now) - attempt.granted_at)), 0) as seconds
                            from held
                            join attempt on attempt.task_id = held.id
                            left join lapsed on lapsed.task_id = held.id
                        ),
                        granted as (
                            insert into lease
                                (id, task_id, job_id, node_id, epoch, claim_key, granted_at, progress_at, expires_at,
                                 budget_ends_at)
                            select :lease, held.id, held.job_id, :node, held.epoch, :key, :now, :now, :expires,
                                   cast(:now as timestamptz) + make_interval(secs => held.max_seconds - used.seconds)
                            from held cross join used
                            on conflict (task_id) do update set
                                id = excluded.id, node_id = excluded.node_id, epoch = excluded.epoch,
                                claim_key = excluded.claim_key, granted_at = excluded.granted_at,
                                progress_at = excluded.progress_at,
                                expires_at = excluded.expires_at, budget_ends_at = excluded.budget_ends_at,
                                lapsed = false, step = 0, report_sequence = 0, directive = 'CONTINUE'
                            returning id, task_id, job_id, node_id, epoch, granted_at
                        ),
                        replaced as (
                            update attempt set ended_at = least(lapsed.expires_at, :now), outcome = 'EXPIRED'
                            from granted join lapsed on lapsed.task_id = granted.task_id
                            where attempt.task_id = granted.task_id and attempt.ended_at is null
                        ),
                        begun as (
                            insert into attempt (lease_id, task_id, job_id, node_id, epoch, granted_at,
                                                 zone, intensity, intensity_source)
                            select id, task_id, job_id, node_id, epoch, granted_at, :zone, :intensity, :source from granted
                        )
                        select granted.id, granted.epoch, granted.node_id, held.job_id, held.id as task_id, held.failures,
                               lapsed.id as lapsed_id, lapsed.epoch as lapsed_epoch, lapsed.node_id as lapsed_node_id
                        from granted
                        join held on held.id = granted.task_id
                        left join lapsed on lapsed.task_id = held.id
                        """)
                .param("classes", ranking.stream().map(RankedClass::workClass).toArray(Long[]::new))
                .param(
                        "otherClasses",
                        ranking.stream()
                                .flatMap(ranked -> ranked.others().stream().map(other -> ranked.workClass()))
                                .toArray(Long[]::new))
                .param(
                        "otherNodes",
                        ranking.stream()
                                .flatMap(ranked -> ranked.others().stream())
                                .toArray(UUID[]::new))
                .param("node", claim.nodeId())
                .param("lease", claim.leaseId())
                .param("key", claim.key())
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(leaseTime)))
                .param("zone", claim.intensity().zone())
                .param("intensity", claim.intensity().gramsPerKwh())
                .param("source", claim.intensity().source())
                .query((row, number) -> new Claimed(
                        Objects.requireNonNull(lease(row, "")),
                        row.getObject("job_id", UUID.class),
                        row.getObject("task_id", UUID.class),
                        row.getInt("failures"),
                        lease(row, "lapsed_")))
                .optional();
    }

    private static @Nullable LeaseRef lease(ResultSet row, String prefix) throws SQLException {
        UUID id = row.getObject(prefix + "id", UUID.class);
        return id == null
                ? null
                : new LeaseRef(id, row.getLong(prefix + "epoch"), row.getObject(prefix + "node_id", UUID.class));
    }

    /** The lease that an earlier request with this key was granted, while it lives. */
    Optional<UUID> granted(UUID nodeId, String key) {
        return sql.sql("select id from lease where node_id = :node and claim_key = :key and not lapsed")
                .param("node", nodeId)
                .param("key", key)
                .query(UUID.class)
                .optional();
    }

    GrantRow grant(UUID leaseId) {
        return sql.sql("""
                        select lease.id, lease.task_id, lease.job_id, job.name, lease.epoch, lease.expires_at,
                               job.spec, dataset.manifest, job.memory_bytes,
                               base.sha256 as base_sha256, base.size as base_size,
                               last.step as checkpoint_step, last.sha256 as checkpoint_sha256,
                               last.size as checkpoint_size
                        from lease
                        join job on job.id = lease.job_id
                        join dataset_version dataset on dataset.id = job.dataset_id
                        left join artifact base on base.sha256 = job.base_sha256
                        left join lateral (
                            select checkpoint.step, checkpoint.sha256, artifact.size
                            from checkpoint join artifact on artifact.sha256 = checkpoint.sha256
                            where checkpoint.task_id = lease.task_id
                            order by checkpoint.step desc limit 1
                        ) last on true
                        where lease.id = :lease
                        """)
                .param("lease", leaseId)
                .query((row, number) -> new GrantRow(
                        row.getObject("id", UUID.class),
                        row.getObject("task_id", UUID.class),
                        row.getObject("job_id", UUID.class),
                        row.getString("name"),
                        row.getLong("epoch"),
                        row.getTimestamp("expires_at").toInstant(),
                        row.getString("spec"),
                        row.getString("manifest"),
                        row.getLong("memory_bytes"),
                        base(row),
                        checkpoint(row)))
                .single();
    }

    private static @Nullable StoredBase base(ResultSet row) throws SQLException {
        byte[] sha256 = row.getBytes("base_sha256");
        return sha256 == null ? null : new StoredBase(Sha256.of(sha256), row.getLong("base_size"));
    }

    private static LeaseGrant.@Nullable CheckpointRef checkpoint(ResultSet row) throws SQLException {
        byte[] sha256 = row.getBytes("checkpoint_sha256");
        return sha256 == null
                ? null
                : new LeaseGrant.CheckpointRef(
                        row.getLong("checkpoint_step"), Sha256.of(sha256).toString(), row.getLong("checkpoint_size"));
    }
}
