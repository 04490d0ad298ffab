package org.commonwatt.api.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
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
     */
    record NodeRow(
            UUID id,
            String name,
            Capability capability,
            Instant joinedAt,
            Instant lastSeenAt,
            @Nullable RunningJob job,
            long tasksCompleted) {}

    private static final String NODES = """
            select node.id, node.name, node.joined_at, presence.capability, presence.last_seen_at,
                   job.id as job_id, job.name as job_name,
                   (select count(*) from attempt where attempt.node_id = node.id and outcome = 'TRAINED') as completed
            from node
            join node_presence presence on presence.node_id = node.id
            left join lateral (
                select job.id, job.name from lease join job on job.id = lease.job_id
                where lease.node_id = node.id and not lease.lapsed
                order by lease.granted_at desc limit 1
            ) job on true
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

    List<PresentNode> present(Instant awayBefore) {
        return sql.sql("""
                        select node.id, presence.capability, coalesce(held.leases, 0) as leases
                        from node_presence presence
                        join node on node.id = presence.node_id
                        left join (
                            select node_id, count(*) as leases from lease where not lapsed group by node_id
                        ) held on held.node_id = node.id
                        where node.removed_at is null and presence.last_seen_at >= :awayBefore
                        order by node.id
                        """)
                .param("awayBefore", Timestamp.from(awayBefore))
                .query((row, number) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new PresentNode(id, offered(id, row.getString("capability")), row.getInt("leases"));
                })
                .list();
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
        return new NodeRow(
                row.getObject("id", UUID.class),
                row.getString("name"),
                capability(row),
                row.getTimestamp("joined_at").toInstant(),
                row.getTimestamp("last_seen_at").toInstant(),
                jobId == null ? null : new RunningJob(jobId, row.getString("job_name")),
                row.getLong("completed"));
    }

    private static @Nullable String offer(Sighting sighting) {
        return sighting.capability() == null ? null : Json.mapper().writeValueAsString(sighting.capability());
    }

    private static Capability capability(ResultSet row) throws SQLException {
        return Json.mapper().readValue(row.getString("capability"), Capability.class);
    }
}
