package org.commonwatt.chaos.check;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The events of every job, replayed from its first state, lead to its present one. */
final class EventLog implements Invariant {

    private final Rows rows;

    /** Where the replay of a job stands. */
    private record Standing(String state, int starts) {}

    EventLog(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void check(Findings findings) throws SQLException {
        Map<String, Standing> standings = new HashMap<>();
        rows.list("""
                select job_id, type, data ->> 'from' as "from", data ->> 'to' as "to"
                from job_event order by job_id, seq
                """, row -> {
            String job = row.getString("job_id");
            Standing before = standings.getOrDefault(job, new Standing("QUEUED", 0));
            findings.saw("events");
            findings.require(
                    before.state().equals(row.getString("from")),
                    "job %s: event %s leaves %s where the events before it led to %s",
                    job,
                    row.getString("type"),
                    row.getString("from"),
                    before.state());
            int starts = before.starts() + (row.getString("type").equals("START") ? 1 : 0);
            standings.put(job, new Standing(row.getString("to"), starts));
            return job;
        });
        rows.list("""
                select job_id, state, attempts,
                       (select count(*) from attempt where attempt.job_id = job_state.job_id) as leases
                from job_state
                """, row -> {
            String job = row.getString("job_id");
            Standing replayed = standings.getOrDefault(job, new Standing("QUEUED", 0));
            findings.require(
                    replayed.state().equals(row.getString("state")),
                    "job %s is %s, but its events lead to %s",
                    job,
                    row.getString("state"),
                    replayed.state());
            findings.require(
                    replayed.starts() == row.getInt("attempts") && row.getInt("attempts") == row.getInt("leases"),
                    "job %s counts %d attempts, its events %d starts, its leases %d",
                    job,
                    row.getInt("attempts"),
                    replayed.starts(),
                    row.getInt("leases"));
            return job;
        });
    }
}
