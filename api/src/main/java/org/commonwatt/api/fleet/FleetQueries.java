package org.commonwatt.api.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.fleet.Presence.Sighting;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.node.Capability;
import org.commonwatt.protocol.node.NodeView.RunningJob;

@Repository
class FleetQueries {

    /**
     * A node as stored.
     *
     * @param job the job that it holds a lease for, or null
     * @param tasksCompleted number of tasks that it finished
     * @param energyWh marginal energy in Wh that it gave so far; null where nothing was measured
     */
    record NodeRow(
            UUID id,
            String name,
            Capability capability,
            Instant joinedAt,
            Instant lastSeenAt,
            @Nullable RunningJob job,
            long tasksCompleted,
            @Nullable Double energyWh,
            @Nullable Instant drainedAt) {}

    private static final String NODES = """
            select node.id, node.name, node.joined_at, node.drained_at, presence.capability, presence.last_seen_at,
                   job.id as job_id, job.name as job_name,
                   coalesce(work.tasks_completed, 0) + since.completed as completed,
                   coalesce(work.energy_wh + since.wh, work.energy_wh, since.wh) as energy_wh
            from node
            join node_presence presence on presence.node_id = node.id
            left join lateral (
                select job.id, job.name from lease join job on job.id = lease.job_id
                where lease.node_id = node.id and lease.lapsed is distinct from true
                order by lease.granted_at desc limit 1
            ) job on true
            left join node_work work on work.node_id = node.id
            cross join lateral (
                select count(*) filter (where outcome = 'TRAINED') as completed, sum(energy_wh) as wh
                from attempt
                where attempt.node_id = node.id and granted_at >= coalesce(work.counted_until, '-infinity')
            ) since
            where node.removed_at is null and (node.account_id = :account or :any)
            """;

    private record Offered(String json, Capability capability) {}

    private final JdbcClient sql;
    private final ConcurrentMap<UUID, Offered> offers = new ConcurrentHashMap<>();

    FleetQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Rewrites each node's one row: no indexed column changes, so the updates stay heap-only.
     *
     * @param sightings of different nodes
     */
    void seen(Collection<Sighting> sightings) {
        sql.sql("""
                update node_presence
                set capability = coalesce(cast(asked.capability as jsonb), node_presence.capability), last_seen_at = asked.at
                from unnest(cast(:nodes as uuid[]), cast(:capabilities as text[]), cast(:ats as timestamptz[]))
                    as asked (node_id, capability, at)
                where node_presence.node_id = asked.node_id
                """)
                .param("nodes", sightings.stream().map(Sighting::nodeId).toArray(UUID[]::new))
                .param(
                        "capabilities",
                        sightings.stream().map(FleetQueries::offer).toArray(String[]::new))
                .param(
                        "ats",
                        sightings.stream()
                                .map(sighting -> sighting.at().toString())
                                .toArray(String[]::new))
                .update();
    }

    List<PresentNode> seenSince(Instant moment) {
        return sql.sql("""
                        select node.id, presence.capability, presence.last_seen_at, node.drained_at is not null as drained,
                               coalesce(held.leases, 0) as leases
                        from node_presence presence
                        join node on node.id = presence.node_id
                        left join (
                            select node_id, count(*) as leases from lease where not lapsed group by node_id
                        ) held on held.node_id = node.id
                        where node.removed_at is null and presence.last_seen_at >= :moment
                        order by node.id
                        """)
                .param("moment", Timestamp.from(moment))
                .query((row, number) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new PresentNode(
                            id,
                            offered(id, row.getString("capability")),
                            row.getInt("leases"),
                            row.getTimestamp("last_seen_at").toInstant(),
                            row.getBoolean("drained"));
                })
                .list();
    }

    /** Drains a node of the account, or any, or ends that; false when there is no such node. */
    boolean drain(UUID nodeId, UUID accountId, boolean any, @Nullable Instant since) {
        return sql.sql("""
                        update node set drained_at = case when cast(:since as timestamptz) is null then null
                                                          else coalesce(drained_at, :since) end
                        where id = :node and removed_at is null and (account_id = :account or :any)
                        """)
                        .param("node", nodeId)
                        .param("account", accountId)
                        .param("any", any)
                        .param(
                                "since",
                                since == null ? null : since.atOffset(ZoneOffset.UTC),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
    }

    Set<UUID> drained() {
        return Set.copyOf(sql.sql("select id from node where drained_at is not null")
                .query(UUID.class)
                .list());
    }

    /** Offers are read anew every moment and change rarely. */
    private Capability offered(UUID nodeId, String json) {
        Offered last = offers.get(nodeId);
        if (last == null || !last.json().equals(json)) {
            last = new Offered(json, Json.mapper().readValue(json, Capability.class));
            offers.put(nodeId, last);
        }
        return last.capability();
    }

    /** The account's nodes, or all, in the order in which they joined. */
    List<NodeRow> nodes(UUID accountId, boolean any) {
        return sql.sql(NODES + "order by node.id")
                .param("account", accountId)
                .param("any", any)
                .query(FleetQueries::node)
                .list();
    }

    List<NodeRow> node(UUID nodeId, UUID accountId, boolean any) {
        return sql.sql(NODES + "and node.id = :node")
                .param("account", accountId)
                .param("any", any)
                .param("node", nodeId)
                .query(FleetQueries::node)
                .list();
    }

    private static NodeRow node(ResultSet row, int number) throws SQLException {
        UUID jobId = row.getObject("job_id", UUID.class);
        Timestamp drainedAt = row.getTimestamp("drained_at");
        return new NodeRow(
                row.getObject("id", UUID.class),
                row.getString("name"),
                capability(row),
                row.getTimestamp("joined_at").toInstant(),
                row.getTimestamp("last_seen_at").toInstant(),
                jobId == null ? null : new RunningJob(jobId, row.getString("job_name")),
                row.getLong("completed"),
                row.getObject("energy_wh", Double.class),
                drainedAt == null ? null : drainedAt.toInstant());
    }

    private static @Nullable String offer(Sighting sighting) {
        return sighting.capability() == null ? null : Json.mapper().writeValueAsString(sighting.capability());
    }

    private static Capability capability(ResultSet row) throws SQLException {
        return Json.mapper().readValue(row.getString("capability"), Capability.class);
    }
}
