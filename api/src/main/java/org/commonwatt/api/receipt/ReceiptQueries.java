package org.commonwatt.api.receipt;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.EnergyUse.Tier;

@Repository
class ReceiptQueries {

    /**
     * Which leases a receipt is about.
     *
     * @param condition on attempt and job; {@code :id} stands for {@code id}
     * @param month of UTC in which they were granted, or null for all time
     */
    record Choice(
            String condition, @Nullable UUID id, @Nullable YearMonth month) {

        static Choice ofJob(UUID job) {
            return new Choice("attempt.job_id = :id", job, null);
        }

        static Choice ofAccount(UUID account, @Nullable YearMonth month) {
            return new Choice("job.account_id = :id", account, month);
        }

        static Choice ofNode(UUID node, @Nullable YearMonth month) {
            return new Choice("attempt.node_id = :id", node, month);
        }

        static Choice ofDataset(UUID dataset, @Nullable YearMonth month) {
            return new Choice("job.dataset_id = :id", dataset, month);
        }

        static Choice ofAll(@Nullable YearMonth month) {
            return new Choice("cast(:id as uuid) is null", null, month);
        }
    }

    /**
     * How far leases reach.
     *
     * @param earliest when the first of their jobs was submitted; null without any lease
     * @param latest when the last of them ended, or now where one goes on; null without any lease
     * @param zones where they ran, without null
     */
    record Extent(@Nullable Instant earliest, @Nullable Instant latest, Set<String> zones) {}

    /** Rows that are fetched at once: leases of all time are too many to hold. */
    static final int FETCHED_AT_ONCE = 1000;

    private static final String CHOSEN = " where %s and attempt.granted_at >= :from and attempt.granted_at < :to ";

    private static final String EXTENT = """
            select min(job.created_at) as earliest, max(coalesce(attempt.ended_at, :now)) as latest,
                   coalesce(array_agg(distinct attempt.zone) filter (where attempt.zone is not null), '{}') as zones
            from attempt join job on job.id = attempt.job_id
            """ + CHOSEN;

    private static final String LEASES = """
            select attempt.lease_id, attempt.job_id, job.name as job_name, task.kind, job.created_at,
                   job_state.state in ('FAILED', 'CANCELLED') as brought_nothing,
                   attempt.node_id, node.name as node_name, attempt.granted_at,
                   coalesce(attempt.ended_at, case when lease.lapsed then lease.expires_at end) as ended_at, attempt.outcome,
                   attempt.checkpointed_at, energy_wh, energy_attributed_wh, embodied_grams, energy_tier, energy_error,
                   energy_seconds, energy_method, attempt.zone, attempt.intensity, attempt.intensity_source
            from attempt
            join job on job.id = attempt.job_id
            join job_state on job_state.job_id = attempt.job_id
            join task on task.id = attempt.task_id
            join node on node.id = attempt.node_id
            left join lease on lease.id = attempt.lease_id
            """ + CHOSEN + """
            order by min(attempt.granted_at) over (partition by attempt.job_id), attempt.job_id,
                     attempt.granted_at, attempt.epoch
            """;

    private static final Timestamp EVER = Timestamp.from(Instant.EPOCH);
    private static final Timestamp NEVER = Timestamp.from(Instant.parse("9999-01-01T00:00:00Z"));

    private final JdbcClient sql;

    ReceiptQueries(JdbcClient sql) {
        this.sql = sql;
    }

    Extent extent(Choice choice, Instant now) {
        return chosen(EXTENT, choice)
                .param("now", Timestamp.from(now))
                .query((row, number) -> {
                    Array zones = row.getArray("zones");
                    return new Extent(
                            instant(row, "earliest"), instant(row, "latest"), Set.of((String[]) zones.getArray()));
                })
                .single();
    }

    /**
     * Tells leases one by one: jobs in the order in which their first was granted, all leases of a job in that of their grant.
     * Within a transaction they are fetched bit by bit; without one the driver would hold them all.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void each(Choice choice, Consumer<LeaseLine> taker) {
        chosen(LEASES, choice).withFetchSize(FETCHED_AT_ONCE).query((RowCallbackHandler)
                row -> taker.accept(lease(row)));
    }

    private JdbcClient.StatementSpec chosen(String statement, Choice choice) {
        YearMonth month = choice.month();
        return sql.sql(statement.formatted(choice.condition()))
                .param("id", choice.id())
                .param("from", month == null ? EVER : begin(month))
                .param("to", month == null ? NEVER : begin(month.plusMonths(1)));
    }

    /** A job's name, if the account has such a job. */
    Optional<String> jobName(UUID job, UUID account) {
        return sql.sql("select name from job where id = :job and account_id = :account")
                .param("job", job)
                .param("account", account)
                .query(String.class)
                .optional();
    }

    /** A node's name, if it is the account's or {@code any} may be asked for. */
    Optional<String> nodeName(UUID node, UUID account, boolean any) {
        return sql.sql("select name from node where id = :node and (account_id = :account or :any)")
                .param("node", node)
                .param("account", account)
                .param("any", any)
                .query(String.class)
                .optional();
    }

    /** A dataset version's id, if the account published it. */
    Optional<UUID> dataset(String name, int version, UUID account) {
        return sql.sql("""
                        select id from dataset_version
                        where name = :name and version = :version and account_id = :account
                        """)
                .param("name", name)
                .param("version", version)
                .param("account", account)
                .query(UUID.class)
                .optional();
    }

    String accountName(UUID account) {
        return sql.sql("select name from account where id = :account")
                .param("account", account)
                .query(String.class)
                .single();
    }

    /** How many joined nodes stand in each zone, as their owners write it; {@code ""} stands for none. */
    Map<String, Long> nodesByZone() {
        Map<String, Long> nodes = new HashMap<>();
        sql.sql("""
                select coalesce(capability ->> 'zone', '') as zone, count(*) as nodes
                from node join node_presence presence on presence.node_id = node.id
                where node.removed_at is null
                group by 1
                """).query(row -> {
            nodes.put(row.getString("zone"), row.getLong("nodes"));
        });
        return nodes;
    }

    private static Timestamp begin(YearMonth month) {
        return Timestamp.from(month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static LeaseLine lease(ResultSet row) throws SQLException {
        return new LeaseLine(
                row.getObject("lease_id", UUID.class),
                new LeaseLine.Job(
                        row.getObject("job_id", UUID.class),
                        row.getString("job_name"),
                        row.getString("kind"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getBoolean("brought_nothing")),
                new LeaseLine.Node(row.getObject("node_id", UUID.class), row.getString("node_name")),
                row.getTimestamp("granted_at").toInstant(),
                instant(row, "ended_at"),
                row.getString("outcome"),
                instant(row, "checkpointed_at"),
                energy(row),
                new LeaseLine.Grid(
                        row.getString("zone"), row.getDouble("intensity"), row.getString("intensity_source")));
    }

    private static @Nullable EnergyUse energy(ResultSet row) throws SQLException {
        String tier = row.getString("energy_tier");
        return tier == null
                ? null
                : new EnergyUse(
                        row.getDouble("energy_wh"),
                        row.getObject("energy_attributed_wh", Double.class),
                        row.getObject("embodied_grams", Double.class),
                        Tier.valueOf(tier),
                        row.getDouble("energy_error"),
                        row.getDouble("energy_seconds"),
                        row.getString("energy_method"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
