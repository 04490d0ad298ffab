package org.commonwatt.api.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.lease.GrantQueries.Held;
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

        Claimed replacing(@Nullable LeaseRef lapsed) {
            return new Claimed(lease, jobId, taskId, failures, lapsed);
        }

        /** Whether the task had a lease before. */
        boolean isAgain() {
            return lease.epoch() > 1;
        }

        Held held(Instant expiresAt) {
            return new Held(lease.id(), taskId, jobId, lease.epoch(), expiresAt);
        }

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

    static final int MOST_AT_ONCE = 100;

    private static final String ASKED = """
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
            """;

    /**
     * The rows of the queue are locked first and the jobs of those alone afterwards: what others hold is stepped over without a
     * look at its job. The inner limit is a number for the planner, which otherwise reckons with a tenth of the queue.
     */
    private static final String PICK = """
            picked as materialized (
                select candidate.*,
                       row_number() over (partition by candidate.work_class
                                          order by candidate.available_at, candidate.task_id) as place
                from wanted
                cross join lateral (
                    select locked.* from (
                        select ready.work_class, ready.available_at, ready.task_id, ready.job_id, ready.avoids
                        from ready_task ready
                        where ready.work_class = wanted.work_class and ready.available_at <= :now
                          and (ready.available_at, ready.task_id) >= (wanted.from_time, wanted.from_task)
                        order by ready.available_at, ready.task_id
                        limit 100
                        for update skip locked
                    ) locked
                    limit wanted.tasks
                ) candidate
            ),
            free as materialized (
                select picked.* from picked
                join job_state on job_state.job_id = picked.job_id
                for update of job_state skip locked
            ),
            """;

    /** One task for one node, which passes over what it should leave to others and over jobs that somebody else holds. */
    private static final String PICK_PASSING = """
            picked as materialized (
                select candidate.*, 1 as place
                from wanted
                cross join lateral (
                    select ready.work_class, ready.available_at, ready.task_id, ready.job_id, cast(null as uuid[]) as avoids
                    from ready_task ready
                    join job_state on job_state.job_id = ready.job_id
                    where ready.work_class = wanted.work_class and ready.available_at <= :now
                      and (ready.available_at, ready.task_id) >= (wanted.from_time, wanted.from_task)
                      and (ready.avoids is null or cast(:passing as uuid) <> all (ready.avoids)
                           or not exists (select from unnest(cast(:others as uuid[])) as other (id)
                                          where other.id <> all (ready.avoids)))
                    order by ready.available_at, ready.task_id
                    limit 1
                    for update of ready, job_state skip locked
                ) candidate
            ),
            free as (select * from picked),
            """;

    /** Each claim's key is looked up by itself: nodes and keys as two lists would be looked up in all their pairs. */
    private static final String GRANT = """
            served as materialized (
                select turn.node_id, turn.claim_key
                from turn
                cross join lateral (
                    select from lease
                    where lease.node_id = turn.node_id and lease.claim_key = turn.claim_key
                      and lease.lapsed is distinct from true
                    offset 0
                ) held
            ),
            paired as (
                select free.task_id, turn.*
                from free
                join turn on turn.work_class = free.work_class and turn.place = free.place
                join node on node.id = turn.node_id and node.removed_at is null
                where (free.avoids is null or turn.node_id <> all (free.avoids))
                  and not exists (select from served
                                  where served.node_id = turn.node_id and served.claim_key = turn.claim_key)
            ),
            taken as (
                delete from ready_task where task_id = any (array(select task_id from paired))
            ),
            held as (
                update task set state = 'LEASED', epoch = task.epoch + 1
                from paired where task.id = paired.task_id and task.state = 'READY'
                returning task.id, task.job_id, task.epoch, task.max_seconds, task.failures,
                          paired.lease_id, paired.node_id, paired.claim_key, paired.zone, paired.intensity, paired.source
            ),
            granted as (
                insert into lease (id, task_id, job_id, node_id, epoch, claim_key, granted_at, progress_at, expires_at,
                                   budget_ends_at)
                select lease_id, id, job_id, node_id, epoch, claim_key, :now, :now, :expires,
                       cast(:now as timestamptz) + make_interval(secs => max_seconds)
                from held where epoch = 1
            ),
            begun as (
                insert into attempt (lease_id, task_id, job_id, node_id, epoch, granted_at, zone, intensity, intensity_source)
                select lease_id, id, job_id, node_id, epoch, :now, zone, intensity, source from held where epoch = 1
            )
            select picked.work_class, picked.available_at, picked.task_id,
                   held.lease_id, held.node_id, held.job_id, held.epoch, held.failures
            from picked
            left join held on held.id = picked.task_id
            order by picked.work_class, picked.place
            """;

    private static final String CLAIM = ASKED + PICK + GRANT;
    private static final String CLAIM_PASSING = ASKED + PICK_PASSING + GRANT;

    /** What else there is to a task's second lease and those after it: the time that is used up, and a lapsed lease. */
    private static final String GRANT_AGAIN = """
            with held as (
                select held.*, task.max_seconds
                from unnest(cast(:tasks as uuid[]), cast(:jobs as uuid[]), cast(:epochs as bigint[]), cast(:leases as uuid[]),
                            cast(:nodes as uuid[]), cast(:keys as text[]), cast(:zones as text[]),
                            cast(:intensities as double precision[]), cast(:sources as text[]))
                    as held (id, job_id, epoch, lease_id, node_id, claim_key, zone, intensity, source)
                join task on task.id = held.id and task.epoch = held.epoch
            ),
            lapsed as (
                select lease.task_id, lease.expires_at, lease.id, lease.epoch, lease.node_id
                from held join lease on lease.task_id = held.id
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
                    where attempt.task_id = held.id
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
            select task_id, id, epoch, node_id from lapsed
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
    record Found(long workClass, Head at, @Nullable Claimed granted) {

        Found replacing(Map<UUID, LeaseRef> replaced) {
            return granted == null ? this : new Found(workClass, at, granted.replacing(replaced.get(granted.taskId())));
        }
    }

    /**
     * Takes tasks for many nodes at once: picks them from the fronts of the queues, takes them out of the ready rows, raises
     * their epochs, and writes leases and attempts; one statement, and a second one where a task had a lease before. A lapsed
     * lease of a task is replaced, which is what fences its holder off. Of each class there are found as many tasks as claims,
     * or all that nobody else holds; the n-th goes to the n-th claim, unless its node broke a run of it, was removed, or has a
     * lease under the same key already, or somebody else holds the job.
     *
     * @param pass whether tasks that a node should leave to others are passed over instead of found: the node is then the
     *     only one that claims. A task is to be left to others when this node broke a run of it and another that fits did not
     */
    List<Found> claim(List<Wanted> wanted, boolean pass, Instant now, Duration leaseTime) {
        List<Turn> turns = wanted.stream().flatMap(Turn::of).toList();
        StatementSpec statement = sql.sql(pass ? CLAIM_PASSING : CLAIM)
                .param("classes", array(wanted, Wanted::workClass, Long[]::new))
                .param("counts", array(wanted, it -> it.claims().size(), Integer[]::new))
                .param("fromTimes", array(wanted, it -> it.from().availableAt().toString(), String[]::new))
                .param("fromTasks", array(wanted, it -> it.from().taskId(), UUID[]::new))
                .param("turnClasses", array(turns, Turn::workClass, Long[]::new))
                .param("places", array(turns, Turn::place, Integer[]::new));
        if (pass) {
            statement
                    .param("passing", turns.getFirst().claim().nodeId())
                    .param("others", othersOf(turns.getFirst()).toArray(UUID[]::new));
        }
        List<Found> found = claims(statement, turns.stream().map(Turn::claim).toList(), now, leaseTime)
                .query(ClaimQueries::found)
                .list();
        List<Claimed> again = found.stream()
                .flatMap(one -> Stream.ofNullable(one.granted()))
                .filter(Claimed::isAgain)
                .toList();
        if (again.isEmpty()) {
            return found;
        }
        Map<UUID, LeaseRef> replaced = grantAgain(again, turns, now, leaseTime);
        return found.stream().map(one -> one.replacing(replaced)).toList();
    }

    /** Answers with the lapsed lease of each task that had one. */
    private Map<UUID, LeaseRef> grantAgain(List<Claimed> again, List<Turn> turns, Instant now, Duration leaseTime) {
        Map<UUID, Claim> claims = new HashMap<>();
        turns.forEach(turn -> claims.put(turn.claim().leaseId(), turn.claim()));
        StatementSpec statement = sql.sql(GRANT_AGAIN)
                .param("tasks", array(again, Claimed::taskId, UUID[]::new))
                .param("jobs", array(again, Claimed::jobId, UUID[]::new))
                .param("epochs", array(again, claimed -> claimed.lease().epoch(), Long[]::new));
        Map<UUID, LeaseRef> replaced = new HashMap<>();
        claims(
                        statement,
                        again.stream()
                                .map(claimed -> Objects.requireNonNull(
                                        claims.get(claimed.lease().id())))
                                .toList(),
                        now,
                        leaseTime)
                .query(row -> {
                    replaced.put(
                            row.getObject("task_id", UUID.class),
                            new LeaseRef(
                                    row.getObject("id", UUID.class),
                                    row.getLong("epoch"),
                                    row.getObject("node_id", UUID.class)));
                });
        return replaced;
    }

    private static StatementSpec claims(StatementSpec statement, List<Claim> claims, Instant now, Duration leaseTime) {
        return statement
                .param("leases", array(claims, Claim::leaseId, UUID[]::new))
                .param("nodes", array(claims, Claim::nodeId, UUID[]::new))
                .param("keys", array(claims, Claim::key, String[]::new))
                .param("zones", array(claims, claim -> claim.intensity().zone(), String[]::new))
                .param("intensities", array(claims, claim -> claim.intensity().gramsPerKwh(), Double[]::new))
                .param("sources", array(claims, claim -> claim.intensity().source(), String[]::new))
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(leaseTime)));
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
        return new Claimed(
                new LeaseRef(leaseId, row.getLong("epoch"), row.getObject("node_id", UUID.class)),
                row.getObject("job_id", UUID.class),
                taskId,
                row.getInt("failures"),
                null);
    }
}
