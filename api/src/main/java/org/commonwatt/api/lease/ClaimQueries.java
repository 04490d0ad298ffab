package org.commonwatt.api.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.placement.QueueHeads.Head;
import org.commonwatt.api.placement.Ranking.RankedClass;
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

    /** The inner limit is a number for the planner, which otherwise reckons with a tenth of the queue. */
    static final int MOST_AT_ONCE = 100;

    private static final String CLAIM = """
            with wanted as (
                select * from unnest(cast(:classes as bigint[]), cast(:counts as integer[]),
                                     cast(:fromTimes as timestamptz[]), cast(:fromTasks as uuid[]))
                    as wanted (work_class, tasks, from_time, from_task)
            ),
            turn as (
                select * from unnest(cast(:turnClasses as bigint[]), cast(:places as bigint[]), cast(:leases as uuid[]),
                                     cast(:nodes as uuid[]), cast(:keys as text[]), cast(:zones as text[]),
                                     cast(:intensities as double precision[]), cast(:sources as text[]))
                    as turn (work_class, place, lease_id, node_id, claim_key, zone, intensity, source)
            ),
            picked as materialized (
                select candidate.*,
                       row_number() over (partition by candidate.work_class
                                          order by candidate.available_at, candidate.task_id) as place
                from wanted
                cross join lateral (
                    select locked.* from (
                        select ready.work_class, ready.available_at, ready.task_id, ready.avoids
                        from ready_task ready
                        join job_state on job_state.job_id = ready.job_id
                        where ready.work_class = wanted.work_class and ready.available_at <= :now
                          and (ready.available_at, ready.task_id) >= (wanted.from_time, wanted.from_task)
                          and (ready.avoids is null or cast(:passing as uuid) is null
                               or cast(:passing as uuid) <> all (ready.avoids)
                               or not exists (select from unnest(cast(:others as uuid[])) as other (id)
                                              where other.id <> all (ready.avoids)))
                        order by ready.available_at, ready.task_id
                        limit 100
                        for update of ready, job_state skip locked
                    ) locked
                    limit wanted.tasks
                ) candidate
            ),
            paired as (
                select picked.task_id, turn.*
                from picked
                join turn on turn.work_class = picked.work_class and turn.place = picked.place
                join node on node.id = turn.node_id and node.removed_at is null
                where (picked.avoids is null or cast(:passing as uuid) is not null or turn.node_id <> all (picked.avoids))
                  and not exists (select from lease
                                  where lease.node_id = turn.node_id and lease.claim_key = turn.claim_key and not lapsed)
            ),
            taken as (
                delete from ready_task using paired where ready_task.task_id = paired.task_id
            ),
            held as (
                update task set state = 'LEASED', epoch = task.epoch + 1
                from paired where task.id = paired.task_id and task.state = 'READY'
                returning task.id, task.job_id, task.epoch, task.max_seconds, task.failures,
                          paired.lease_id, paired.node_id, paired.claim_key, paired.zone, paired.intensity, paired.source
            ),
            lapsed as (
                select lease.task_id, lease.expires_at, lease.id, lease.epoch, lease.node_id
                from held join lease on lease.task_id = held.id
                where held.epoch > 1
            ),
            granted as (
                insert into lease (id, task_id, job_id, node_id, epoch, claim_key, granted_at, progress_at, expires_at,
                                   budget_ends_at)
                select lease_id, held.id, job_id, node_id, epoch, claim_key, :now, :now, :expires,
                       cast(:now as timestamptz) + make_interval(secs => max_seconds - coalesce(used.seconds, 0))
                from held
                left join lateral (
                    select sum(extract(epoch from coalesce(attempt.ended_at, lapsed.expires_at, :now) - attempt.granted_at))
                           as seconds
                    from attempt
                    left join lapsed on lapsed.task_id = attempt.task_id
                    where attempt.task_id = held.id and held.epoch > 1
                ) used on true
                on conflict (task_id) do update set
                    id = excluded.id, node_id = excluded.node_id, epoch = excluded.epoch,
                    claim_key = excluded.claim_key, granted_at = excluded.granted_at,
                    progress_at = excluded.progress_at,
                    expires_at = excluded.expires_at, budget_ends_at = excluded.budget_ends_at,
                    lapsed = false, step = 0, report_sequence = 0, directive = 'CONTINUE'
            ),
            replaced as (
                update attempt set ended_at = least(lapsed.expires_at, :now), outcome = 'EXPIRED'
                from lapsed
                where attempt.task_id = lapsed.task_id and attempt.ended_at is null
            ),
            begun as (
                insert into attempt (lease_id, task_id, job_id, node_id, epoch, granted_at, zone, intensity, intensity_source)
                select lease_id, id, job_id, node_id, epoch, :now, zone, intensity, source from held
            )
            select picked.work_class, picked.available_at, picked.task_id,
                   held.lease_id, held.node_id, held.job_id, held.epoch, held.failures,
                   lapsed.id as lapsed_id, lapsed.epoch as lapsed_epoch, lapsed.node_id as lapsed_node_id
            from picked
            left join held on held.id = picked.task_id
            left join lapsed on lapsed.task_id = picked.task_id
            order by picked.work_class, picked.place
            """;

    private final JdbcClient sql;

    ClaimQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * What is wanted of a class of work: its claims, which are served from its queue in their order.
     *
     * @param from where the look at the queue begins
     */
    record Wanted(long workClass, Head from, List<Claim> claims) {}

    /**
     * A task that a look found in a queue.
     *
     * @param granted the lease on it, or null where the claim whose turn it was may not have it
     */
    record Found(long workClass, Head at, @Nullable Claimed granted) {}

    /**
     * Takes tasks for many nodes in one statement: picks them from the fronts of the queues, takes them out of the ready
     * rows, raises their epochs, and writes leases and attempts. A lapsed lease of a task is replaced, which is what fences
     * its holder off. Of each class there are found as many tasks as claims, or all that nobody else holds; the n-th goes to
     * the n-th claim, unless its node broke a run of it, was removed, or has a lease under the same key already.
     *
     * @param pass whether tasks that a node should leave to others are passed over instead of found: the node is then the
     *     only one that claims. A task is to be left to others when this node broke a run of it and another that fits did not
     */
    List<Found> claim(List<Wanted> wanted, boolean pass, Instant now, Duration leaseTime) {
        List<Turn> turns = wanted.stream().flatMap(Turn::of).toList();
        List<UUID> others = pass ? othersOf(turns.getFirst()) : List.of();
        return sql.sql(CLAIM)
                .param("classes", array(wanted, Wanted::workClass, Long[]::new))
                .param("counts", array(wanted, it -> it.claims().size(), Integer[]::new))
                .param("fromTimes", array(wanted, it -> it.from().availableAt().toString(), String[]::new))
                .param("fromTasks", array(wanted, it -> it.from().taskId(), UUID[]::new))
                .param("turnClasses", array(turns, Turn::workClass, Long[]::new))
                .param("places", array(turns, Turn::place, Integer[]::new))
                .param("leases", array(turns, turn -> turn.claim().leaseId(), UUID[]::new))
                .param("nodes", array(turns, turn -> turn.claim().nodeId(), UUID[]::new))
                .param("keys", array(turns, turn -> turn.claim().key(), String[]::new))
                .param("zones", array(turns, turn -> turn.claim().intensity().zone(), String[]::new))
                .param(
                        "intensities",
                        array(turns, turn -> turn.claim().intensity().gramsPerKwh(), Double[]::new))
                .param("sources", array(turns, turn -> turn.claim().intensity().source(), String[]::new))
                .param("passing", pass ? turns.getFirst().claim().nodeId() : null, Types.OTHER)
                .param("others", others.toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(leaseTime)))
                .query(ClaimQueries::found)
                .list();
    }

    /** A claim's turn at a class's queue. */
    private record Turn(long workClass, int place, Claim claim) {

        static Stream<Turn> of(Wanted wanted) {
            return IntStream.range(0, wanted.claims().size())
                    .mapToObj(i ->
                            new Turn(wanted.workClass(), i + 1, wanted.claims().get(i)));
        }
    }

    private static List<UUID> othersOf(Turn turn) {
        return turn.claim().ranking().stream()
                .filter(ranked -> ranked.workClass() == turn.workClass())
                .flatMap(ranked -> ranked.others().stream())
                .toList();
    }

    private static <T, V> V[] array(List<T> of, Function<T, V> value, IntFunction<V[]> room) {
        return of.stream().map(value).toArray(room);
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        UUID taskId = row.getObject("task_id", UUID.class);
        Head at = new Head(row.getTimestamp("available_at").toInstant(), taskId);
        UUID leaseId = row.getObject("lease_id", UUID.class);
        return new Found(row.getLong("work_class"), at, leaseId == null ? null : claimed(leaseId, taskId, row));
    }

    private static Claimed claimed(UUID leaseId, UUID taskId, ResultSet row) throws SQLException {
        UUID lapsed = row.getObject("lapsed_id", UUID.class);
        return new Claimed(
                new LeaseRef(leaseId, row.getLong("epoch"), row.getObject("node_id", UUID.class)),
                row.getObject("job_id", UUID.class),
                taskId,
                row.getInt("failures"),
                lapsed == null
                        ? null
                        : new LeaseRef(
                                lapsed, row.getLong("lapsed_epoch"), row.getObject("lapsed_node_id", UUID.class)));
    }
}
