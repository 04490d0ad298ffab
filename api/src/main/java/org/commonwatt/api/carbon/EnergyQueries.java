package org.commonwatt.api.carbon;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.protocol.lease.EnergyUse.Tier;

@Repository
class EnergyQueries {

    private final JdbcClient sql;

    EnergyQueries(JdbcClient sql) {
        this.sql = sql;
    }

    List<MeasuredAttempt> measured(Collection<UUID> jobIds) {
        return sql.sql("""
                        select job_id, energy_wh, energy_tier, energy_error, intensity, zone, intensity_source
                        from attempt
                        where job_id = any(:jobs) and energy_wh is not null
                        order by job_id, epoch
                        """)
                .param("jobs", jobIds.toArray(UUID[]::new))
                .query((row, number) -> new MeasuredAttempt(
                        row.getObject("job_id", UUID.class),
                        row.getDouble("energy_wh"),
                        Tier.valueOf(row.getString("energy_tier")),
                        row.getDouble("energy_error"),
                        row.getDouble("intensity"),
                        row.getString("zone"),
                        row.getString("intensity_source")))
                .list();
    }

    Map<UUID, Double> whOfNodes(Collection<UUID> nodeIds) {
        Map<UUID, Double> energies = new HashMap<>();
        sql.sql("""
                select node_id, sum(energy_wh) as wh
                from attempt
                where node_id = any(:nodes) and energy_wh is not null
                group by node_id
                """).param("nodes", nodeIds.toArray(UUID[]::new)).query(row -> {
            energies.put(row.getObject("node_id", UUID.class), row.getDouble("wh"));
        });
        return energies;
    }
}
