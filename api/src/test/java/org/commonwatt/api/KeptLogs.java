package org.commonwatt.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lifecycle.LeaseState;
import org.commonwatt.protocol.lifecycle.LifecycleEvent;
import org.commonwatt.protocol.lifecycle.Replay;
import org.commonwatt.protocol.lifecycle.TaskState;

/** What a database of the tests holds: the logs of jobs, and the jobs as the tables have them. */
final class KeptLogs {

    private final JdbcClient sql;

    KeptLogs(String url) {
        sql = JdbcClient.create(new DriverManagerDataSource(url, TestDatabase.username(), TestDatabase.password()));
    }

    /** Whether a service ever migrated this database. */
    boolean exist() {
        return sql.sql("select to_regclass('job_event') is not null")
                .query(Boolean.class)
                .single();
    }

    /** Logs by job, in their order, also of jobs that a test cleared away afterwards. */
    Map<UUID, List<LifecycleEvent>> logs() {
        record Entry(UUID job, LifecycleEvent event) {}
        return sql
                .sql("select job_id, data from job_event order by job_id, seq")
                .query((row, number) -> new Entry(
                        row.getObject("job_id", UUID.class),
                        Json.mapper().readValue(row.getString("data"), LifecycleEvent.class)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Entry::job, LinkedHashMap::new, Collectors.mapping(Entry::event, Collectors.toList())));
    }

    /** The job as its rows say, or null when it is not there any more. */
    Replay.@Nullable Told present(UUID jobId) {
        return sql.sql("select state, attempts, node_id, failure_kind, encode(model_sha256, 'hex') as model"
                        + " from job_state where job_id = ?")
                .param(jobId)
                .query((row, number) -> new Replay.Told(
                        JobState.valueOf(row.getString("state")),
                        row.getInt("attempts"),
                        row.getObject("node_id", UUID.class),
                        row.getString("failure_kind") == null
                                ? null
                                : FailureKind.valueOf(row.getString("failure_kind")),
                        row.getString("model"),
                        tasks(jobId),
                        leases(jobId)))
                .optional()
                .orElse(null);
    }

    /** The words that the column's list of allowed ones holds. */
    Set<String> allowed(String table, String column) {
        String list = sql.sql("""
                        select pg_get_constraintdef(oid) from pg_constraint
                        where conrelid = cast(:table as regclass) and contype = 'c'
                          and pg_get_constraintdef(oid) like 'CHECK ((' || :column || ' = ANY%'
                        """)
                .param("table", table)
                .param("column", column)
                .query(String.class)
                .single();
        return Pattern.compile("'(\\w+)'")
                .matcher(list)
                .results()
                .map(word -> word.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<UUID, Replay.Task> tasks(UUID jobId) {
        Map<UUID, Replay.Task> tasks = new LinkedHashMap<>();
        sql.sql("select id, state, epoch, failures from task where job_id = ?")
                .param(jobId)
                .query(row -> {
                    tasks.put(
                            row.getObject("id", UUID.class),
                            new Replay.Task(
                                    TaskState.valueOf(row.getString("state")),
                                    row.getLong("epoch"),
                                    row.getInt("failures")));
                });
        return tasks;
    }

    private Map<UUID, Replay.Lease> leases(UUID jobId) {
        Map<UUID, Replay.Lease> leases = new LinkedHashMap<>();
        sql.sql("""
                select attempt.lease_id, attempt.epoch, attempt.node_id,
                       coalesce(outcome, case when lapsed then 'LAPSED'
                                              when directive = 'CANCEL' then 'STOPPING'
                                              when lease.id is not null then 'HELD' end) as state
                from attempt left join lease on lease.id = attempt.lease_id
                where attempt.job_id = ?
                """).param(jobId).query(row -> {
            leases.put(
                    row.getObject("lease_id", UUID.class),
                    new Replay.Lease(
                            LeaseState.valueOf(row.getString("state")),
                            row.getLong("epoch"),
                            row.getObject("node_id", UUID.class)));
        });
        return leases;
    }
}
