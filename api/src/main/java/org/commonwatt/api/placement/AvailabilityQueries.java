package org.commonwatt.api.placement;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.scheduler.Availability;

/** The statements that count when nodes are there. */
@Repository
class AvailabilityQueries {

    /** A week counts half as much four weeks later. */
    private static final Duration HALF_LIFE = Duration.ofDays(28);

    private final JdbcClient sql;

    AvailabilityQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /** Nodes in the fleet, and whether each is there, with room or at work. */
    private static final String NOW_THERE = """
            with now_there as (
                select node.id as node_id,
                       presence.last_seen_at >= :away and node.drained_at is null
                           and (exists (select from lease where lease.node_id = node.id and lapsed is distinct from true)
                                or (presence.capability ->> 'freeLeases')::int > 0) as there
                from node join node_presence presence on presence.node_id = node.id
                where node.removed_at is null
            )
            """;

    /**
     * Counts the time since each node was last looked at. Of two replicas at once, the one that locks a node's row first counts.
     *
     * @param awayBefore a node that was last heard from before this moment is not there
     * @param least a node is looked at no more often than this
     * @param most longer times are not counted: the service itself may have been away
     */
    @Transactional
    void count(Instant now, Instant awayBefore, Duration least, Duration most) {
        Instant lookedBefore = now.minus(least);
        // Two statements: parts of one run in no order, and what one part has written another can't lock.
        sql.sql(NOW_THERE + """
                , before as (
                    select node_id, there, extract(epoch from :now - at) / 3600 as hours
                    from node_watch where at <= :lookedBefore order by node_id for update
                )
                insert into node_availability as known (node_id, hour_of_week, watched, seen, went, counted_at)
                select before.node_id, :hour, hours,
                       -- When it went is not known; in the middle, in the mean.
                       case when not before.there then 0 when now_there.there then hours else hours / 2 end,
                       case when before.there and not now_there.there then 1 else 0 end, :now
                from before join now_there on now_there.node_id = before.node_id
                where hours <= :most
                on conflict (node_id, hour_of_week) do update
                set (watched, seen, went, counted_at) = (
                    select known.watched * fade + excluded.watched, known.seen * fade + excluded.seen,
                           known.went * fade + excluded.went, excluded.counted_at
                    from power(0.5::float8,
                            extract(epoch from excluded.counted_at - known.counted_at)::float8 / :halfLife) fade)
                """)
                .param("now", Timestamp.from(now))
                .param("away", Timestamp.from(awayBefore))
                .param("lookedBefore", Timestamp.from(lookedBefore))
                .param("most", most.toMillis() / 3_600_000.0)
                .param("hour", Availability.hourOfWeek(lookedBefore))
                .param("halfLife", (double) HALF_LIFE.toSeconds())
                .update();
        sql.sql(NOW_THERE + """
                insert into node_watch as watch (node_id, there, at)
                select node_id, there, :now from now_there order by node_id
                on conflict (node_id) do update set there = excluded.there, at = excluded.at where watch.at <= :lookedBefore
                """)
                .param("now", Timestamp.from(now))
                .param("away", Timestamp.from(awayBefore))
                .param("lookedBefore", Timestamp.from(lookedBefore))
                .update();
    }

    /** What was counted of the nodes that were heard from since a moment. */
    Map<UUID, Availability> learned(Instant heardSince) {
        Map<UUID, Counts> counts = new HashMap<>();
        sql.sql("""
                select known.node_id, hour_of_week, watched, seen, went
                from node_availability known join node_presence presence on presence.node_id = known.node_id
                where presence.last_seen_at >= :since
                """).param("since", Timestamp.from(heardSince)).query(row -> {
            Counts node = counts.computeIfAbsent(row.getObject("node_id", UUID.class), any -> new Counts());
            int hour = row.getInt("hour_of_week");
            node.watched[hour] = row.getDouble("watched");
            node.seen[hour] = row.getDouble("seen");
            node.went[hour] = row.getDouble("went");
        });
        Map<UUID, Availability> learned = new HashMap<>();
        counts.forEach((node, count) -> learned.put(node, Availability.of(count.watched, count.seen, count.went)));
        return learned;
    }

    private static final class Counts {

        final double[] watched = new double[Availability.HOURS_OF_WEEK];
        final double[] seen = new double[Availability.HOURS_OF_WEEK];
        final double[] went = new double[Availability.HOURS_OF_WEEK];
    }
}
