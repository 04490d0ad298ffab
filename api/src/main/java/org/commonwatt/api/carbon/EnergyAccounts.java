package org.commonwatt.api.carbon;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.EnergyQueries.Timed;
import org.commonwatt.protocol.job.JobView.JobEnergy;

/** What work used and emitted, from what nodes reported for each lease. Unmeasured is null, never 0. */
@Component
public class EnergyAccounts {

    private final EnergyQueries queries;
    private final RealisedIntensities realised;
    private final Clock clock;

    EnergyAccounts(EnergyQueries queries, RealisedIntensities realised, Clock clock) {
        this.queries = queries;
        this.realised = realised;
        this.clock = clock;
    }

    /** Energy and carbon of a job over all its attempts, wasted ones included; null before the first measurement. */
    public @Nullable JobEnergy ofJob(UUID jobId) {
        return ofJobs(List.of(jobId)).get(jobId);
    }

    /** The same for many jobs at once; jobs without a measurement are missing in the answer. */
    public Map<UUID, JobEnergy> ofJobs(Collection<UUID> jobIds) {
        Map<UUID, JobEnergy> energies = new HashMap<>();
        atRealisedIntensity(queries.measured(jobIds)).stream()
                .collect(Collectors.groupingBy(MeasuredAttempt::jobId))
                .forEach((jobId, attempts) -> energies.put(jobId, sum(attempts)));
        return energies;
    }

    /** What the grid really was over their hours, where that is known. */
    private List<MeasuredAttempt> atRealisedIntensity(List<Timed> attempts) {
        if (attempts.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        Instant first =
                attempts.stream().map(Timed::grantedAt).min(Instant::compareTo).orElse(now);
        Instant last = attempts.stream()
                .map(timed -> timed.until(now))
                .max(Instant::compareTo)
                .orElse(now);
        RealisedHours hours = realised.between(
                first,
                last.plus(1, ChronoUnit.HOURS), // one that took no time has an hour too
                attempts.stream().map(timed -> timed.attempt().zone()).toList());
        return attempts.stream()
                .map(timed -> {
                    MeasuredAttempt attempt = timed.attempt();
                    return attempt.at(hours.mean(
                            attempt.zone(),
                            timed.grantedAt(),
                            timed.until(now),
                            attempt.intensityGramsPerKwh(),
                            attempt.intensitySource()));
                })
                .toList();
    }

    /**
     * Adds attempts up. Their errors come from like models and may all lie on one side, so the band is their mean by energy
     * and does not shrink with their number. Grams are reckoned at each attempt's own intensity.
     *
     * @param attempts at least one, in order of their grant
     */
    static JobEnergy sum(List<MeasuredAttempt> attempts) {
        double wh = 0;
        double errorWh = 0;
        double grams = 0;
        double meanIntensity = 0;
        MeasuredAttempt last = attempts.getLast();
        var worst = last.tier();
        for (MeasuredAttempt attempt : attempts) {
            wh += attempt.wh();
            errorWh += attempt.wh() * attempt.relativeError();
            grams += attempt.wh() / 1000 * attempt.intensityGramsPerKwh();
            meanIntensity += attempt.intensityGramsPerKwh() / attempts.size();
            worst = attempt.tier().compareTo(worst) > 0 ? attempt.tier() : worst;
        }
        return new JobEnergy(
                wh,
                worst,
                wh > 0 ? errorWh / wh : last.relativeError(),
                grams,
                wh > 0 ? grams / wh * 1000 : meanIntensity,
                last.zone(),
                last.intensitySource());
    }
}
