package org.commonwatt.api.lease;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.EnergyAccounts;
import org.commonwatt.api.lease.SweepQueries.Budgeted;
import org.commonwatt.api.lease.SweepQueries.Suspect;
import org.commonwatt.protocol.job.JobView.JobEnergy;

/** Finds running jobs that emitted all that they may. */
@Component
class CarbonBudgets {

    private final SweepQueries queries;
    private final EnergyAccounts energy;

    CarbonBudgets(SweepQueries queries, EnergyAccounts energy) {
        this.queries = queries;
        this.energy = energy;
    }

    /** Leases of jobs whose measured emissions have reached their budget. Unmeasured is not over. */
    List<Suspect> spent() {
        List<Budgeted> budgeted = queries.withCarbonBudget();
        if (budgeted.isEmpty()) {
            return List.of();
        }
        Map<UUID, JobEnergy> used = energy.ofJobs(
                budgeted.stream().map(lease -> lease.suspect().jobId()).toList());
        return budgeted.stream()
                .filter(lease -> {
                    JobEnergy emitted = used.get(lease.suspect().jobId());
                    return emitted != null && emitted.gco2e() >= lease.maxGrams();
                })
                .map(Budgeted::suspect)
                .toList();
    }
}
