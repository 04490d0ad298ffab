package org.commonwatt.api.carbon;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.protocol.lease.EnergyUse.Tier;

@Repository
class EnergyQueries {

    /**
     * A measured attempt with its time.
     *
     * @param endedAt null while it goes on; when it ran out, for one that lapsed and may still be revived
     * @param attempt with what was known of the grid when it began
     */
    record Timed(Instant grantedAt, @Nullable Instant endedAt, MeasuredAttempt attempt) {

        /** When it ended, or now; never before it began, whatever clocks said. */
        Instant until(Instant now) {
            Instant until = endedAt == null ? now : endedAt;
            return until.isBefore(grantedAt) ? grantedAt : until;
        }
    }

    private final JdbcClient sql;

    EnergyQueries(JdbcClient sql) {
        this.sql = sql;
    }

    List<Timed> measured(Collection<UUID> jobIds) {
        return sql.sql("""
                        select attempt.job_id, attempt.granted_at,
                               coalesce(ended_at, case when lapsed then expires_at end) as ended_at,
                               energy_wh, energy_tier, energy_error, intensity, zone, intensity_source
                        from attempt
                        left join lease on lease.id = attempt.lease_id
                        where attempt.job_id = any(:jobs) and energy_wh is not null
                        order by attempt.job_id, attempt.epoch
                        """)
                .param("jobs", jobIds.toArray(UUID[]::new))
                .query((row, number) -> timed(row))
                .list();
    }

    private static Timed timed(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        MeasuredAttempt attempt = new MeasuredAttempt(
                row.getObject("job_id", UUID.class),
                row.getDouble("energy_wh"),
                Tier.valueOf(row.getString("energy_tier")),
                row.getDouble("energy_error"),
                row.getDouble("intensity"),
                row.getString("zone"),
                row.getString("intensity_source"));
        return new Timed(row.getTimestamp("granted_at").toInstant(), ended == null ? null : ended.toInstant(), attempt);
    }
}
