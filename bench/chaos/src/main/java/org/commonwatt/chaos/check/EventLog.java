package org.commonwatt.chaos.check;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lifecycle.LeaseState;
import org.commonwatt.protocol.lifecycle.LifecycleEvent;
import org.commonwatt.protocol.lifecycle.Replay;
import org.commonwatt.protocol.lifecycle.TaskState;

/** The log of every job, replayed, leads to what the tables say of the job, its task and its leases. */
final class EventLog implements Invariant {

    private final Rows rows;
    private final Map<UUID, List<LifecycleEvent>> logs = new HashMap<>();
    private final Map<UUID, Map<UUID, Replay.Task>> tasks = new HashMap<>();
    private final Map<UUID, Map<UUID, Replay.Lease>> leases = new HashMap<>();

    EventLog(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void check(Findings findings) throws SQLException {
        readLogs(findings);
        readWork();
        for (Present present : rows.list("""
                select job_id, state, attempts, node_id, failure_kind, model_sha256 from job_state
                """, this::present)) {
            try {
                Replay.Told told = Replay.of(logs.getOrDefault(present.job(), List.of()));
                findings.require(
                        told.equals(present.told()),
                        "job %s: its log tells %s, the tables %s",
                        present.job(),
                        told,
                        present.told());
            } catch (Replay.Contradiction contradiction) {
                findings.require(
                        false, "job %s: its log contradicts itself: %s", present.job(), contradiction.getMessage());
            }
        }
    }

    /** A job as the tables have it. */
    private record Present(UUID job, Replay.Told told) {}

    private Present present(ResultSet row) throws SQLException {
        UUID job = row.getObject("job_id", UUID.class);
        return new Present(
                job,
                new Replay.Told(
                        JobState.valueOf(row.getString("state")),
                        row.getInt("attempts"),
                        row.getObject("node_id", UUID.class),
                        kind(row.getString("failure_kind")),
                        Rows.hex(row.getBytes("model_sha256")),
                        tasks.getOrDefault(job, Map.of()),
                        leases.getOrDefault(job, Map.of())));
    }

    private static @Nullable FailureKind kind(@Nullable String name) {
        return name == null ? null : FailureKind.valueOf(name);
    }

    private void readLogs(Findings findings) throws SQLException {
        rows.list("select job_id, data from job_event order by job_id, seq", row -> {
            findings.saw("events");
            return logs.computeIfAbsent(row.getObject("job_id", UUID.class), job -> new ArrayList<>())
                    .add(Json.mapper().readValue(row.getString("data"), LifecycleEvent.class));
        });
    }

    private void readWork() throws SQLException {
        rows.list("select id, job_id, state, epoch, failures from task", row -> tasks.computeIfAbsent(
                        row.getObject("job_id", UUID.class), job -> new LinkedHashMap<>())
                .put(
                        row.getObject("id", UUID.class),
                        new Replay.Task(
                                TaskState.valueOf(row.getString("state")),
                                row.getLong("epoch"),
                                row.getInt("failures"))));
        rows.list("""
                select attempt.lease_id, attempt.job_id, attempt.epoch, attempt.node_id,
                       coalesce(outcome, case when lapsed then 'LAPSED'
                                              when directive = 'CANCEL' then 'STOPPING' else 'HELD' end) as state
                from attempt left join lease on lease.id = attempt.lease_id
                """, row -> leases.computeIfAbsent(row.getObject("job_id", UUID.class), job -> new LinkedHashMap<>())
                .put(
                        row.getObject("lease_id", UUID.class),
                        new Replay.Lease(
                                LeaseState.valueOf(row.getString("state")),
                                row.getLong("epoch"),
                                row.getObject("node_id", UUID.class))));
    }
}
