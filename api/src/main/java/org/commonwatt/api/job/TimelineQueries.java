package org.commonwatt.api.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.JobView.NodeRef;
import org.commonwatt.protocol.job.TimingView;
import org.commonwatt.protocol.lifecycle.LifecycleEvent;

/** The statements that read what a job went through. As of {@link HistoryQueries}, the day is that of the job. */
@Repository
class TimelineQueries {

    /** An entry of a job's log with its moment. */
    record Entry(Instant at, LifecycleEvent event) {}

    /**
     * A lease that was granted.
     *
     * @param zone where its node stood, or null
     * @param wh marginal energy in Wh, or null where unmeasured
     * @param gramsPerKwh intensity of its zone meanwhile
     * @param until its end, or null while it lasts
     */
    record Attempt(
            UUID leaseId,
            NodeRef node,
            @Nullable String zone,
            @Nullable Double wh,
            double gramsPerKwh,
            String source,
            Instant from,
            @Nullable Instant until) {

        /** The same without its energy, which is told at another place. */
        Attempt measuredElsewhere() {
            return new Attempt(leaseId, node, zone, null, gramsPerKwh, source, from, until);
        }

        /** The same with another intensity. */
        Attempt at(double otherGramsPerKwh) {
            return new Attempt(leaseId, node, zone, wh, otherGramsPerKwh, source, from, until);
        }
    }

    private final JdbcClient sql;

    TimelineQueries(JdbcClient sql) {
        this.sql = sql;
    }

    List<Entry> entries(LocalDate day, UUID jobId) {
        return sql.sql(HistoryQueries.onDay(day, """
                        select at, data from job_event
                        where job_day = :day and job_id = :job
                        order by seq
                        """))
                .param("job", jobId)
                .query((row, number) -> new Entry(
                        row.getTimestamp("at").toInstant(),
                        Json.mapper().readValue(row.getString("data"), LifecycleEvent.class)))
                .list();
    }

    /** Its leases, one that lapsed as ended when it ran out; the intensity is what was assumed when each was granted. */
    List<Attempt> attempts(UUID jobId) {
        return sql.sql("""
                        select attempt.lease_id, attempt.node_id, node.name, zone, energy_wh, intensity, intensity_source,
                               attempt.granted_at, coalesce(ended_at, case when lapsed then expires_at end) as ended_at
                        from attempt
                        join node on node.id = attempt.node_id
                        left join lease on lease.id = attempt.lease_id
                        where attempt.job_id = :job
                        order by attempt.granted_at
                        """)
                .param("job", jobId)
                .query((row, number) -> new Attempt(
                        row.getObject("lease_id", UUID.class),
                        new NodeRef(row.getObject("node_id", UUID.class), row.getString("name")),
                        row.getString("zone"),
                        row.getObject("energy_wh", Double.class),
                        row.getDouble("intensity"),
                        row.getString("intensity_source"),
                        row.getTimestamp("granted_at").toInstant(),
                        row.getTimestamp("ended_at") == null
                                ? null
                                : row.getTimestamp("ended_at").toInstant()))
                .list();
    }

    List<TimingView> decisions(LocalDate day, UUID jobId) {
        return sql.sql(HistoryQueries.onDay(day, """
                        select decision from job_decision
                        where job_day = :day and job_id = :job
                        order by at
                        """))
                .param("job", jobId)
                .query((row, number) -> Json.mapper().readValue(row.getString("decision"), TimingView.class))
                .list();
    }
}
