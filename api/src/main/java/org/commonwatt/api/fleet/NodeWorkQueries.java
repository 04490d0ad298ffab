package org.commonwatt.api.fleet;

import java.sql.Timestamp;
import java.time.Instant;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The statements that add up what nodes did. */
@Repository
class NodeWorkQueries {

    private final JdbcClient sql;

    NodeWorkQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Adds to each node's sums the leases that were granted since, up to its first that goes on or to {@code settled}, and
     * counts them as known up to the last of them alone: {@code settled} may be a moment of a clock that is ahead. Of several
     * replicas at once, one adds.
     *
     * @param settled no transaction that is under way grants a lease as of an earlier moment
     * @return whether this is the one
     */
    @Transactional
    boolean add(Instant settled) {
        boolean alone = sql.sql("select pg_try_advisory_xact_lock(4851234568)")
                .query(Boolean.class)
                .single();
        if (!alone) {
            return false;
        }
        // A statement of its own: it sees what was added under the lock before.
        sql.sql("""
                insert into node_work as known (node_id, counted_until, tasks_completed, energy_wh)
                select node.id, sums.newest + interval '1 microsecond', sums.completed, sums.wh
                from node
                left join node_work before on before.node_id = node.id
                cross join lateral (values (coalesce(before.counted_until, '-infinity'))) as counted (until)
                cross join lateral (
                    select least(min(granted_at) filter (where ended_at is null), :settled) as until
                    from attempt
                    where attempt.node_id = node.id and granted_at >= counted.until and granted_at < :settled
                ) next
                cross join lateral (
                    select count(*) as leases, count(*) filter (where outcome = 'TRAINED') as completed, sum(energy_wh) as wh,
                           max(granted_at) as newest
                    from attempt
                    where attempt.node_id = node.id and granted_at >= counted.until and granted_at < next.until
                ) sums
                where sums.leases > 0
                on conflict (node_id) do update
                set counted_until = excluded.counted_until,
                    tasks_completed = known.tasks_completed + excluded.tasks_completed,
                    energy_wh = coalesce(known.energy_wh + excluded.energy_wh, known.energy_wh, excluded.energy_wh)
                """).param("settled", Timestamp.from(settled)).update();
        return true;
    }
}
