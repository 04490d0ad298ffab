package org.commonwatt.chaos.check;

import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

/**
 * Every job has come to an end, none of them for a fault that was not its own or by a cancellation that nobody asked for, and
 * nothing of the work is left over.
 */
final class AllEnded implements Invariant {

    private final Rows rows;
    private final Set<UUID> calledOff;

    AllEnded(Rows rows, Ledger ledger) {
        this.rows = rows;
        this.calledOff = ledger.mayHaveBeenCalledOff();
    }

    @Override
    public void check(Findings findings) throws SQLException {
        rows.list("select job_id, state, reason, failure_kind, failure_message from job_state", row -> {
            String state = row.getString("state");
            findings.saw("jobs " + state.toLowerCase(java.util.Locale.ROOT));
            switch (state) {
                case "SUCCEEDED" -> {}
                case "CANCELLED" ->
                    findings.require(
                            calledOff.contains(row.getObject("job_id", UUID.class)),
                            "job %s was cancelled, and nobody called it off",
                            row.getString("job_id"));
                // What is trained here can be trained; only the installation was hurt.
                case "FAILED" ->
                    findings.require(
                            false,
                            "job %s failed: %s, %s",
                            row.getString("job_id"),
                            row.getString("failure_kind"),
                            row.getString("failure_message"));
                default ->
                    findings.require(
                            false,
                            "job %s did not end: it is %s (%s)",
                            row.getString("job_id"),
                            state,
                            row.getString("reason"));
            }
            return state;
        });
        none(findings, "ready_task", "select task_id from ready_task");
        none(findings, "lease", "select id from lease");
        none(findings, "open attempt", "select lease_id from attempt where ended_at is null");
    }

    private void none(Findings findings, String what, String sql) throws SQLException {
        for (String id : rows.list(sql, row -> row.getString(1))) {
            findings.require(false, "a %s is left over though all ended: %s", what, id);
        }
    }
}
