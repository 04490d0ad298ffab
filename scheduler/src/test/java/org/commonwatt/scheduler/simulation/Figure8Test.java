package org.commonwatt.scheduler.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.commonwatt.scheduler.simulation.Simulation.CaseOutcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class Figure8Test {

    @Test
    void theSixPublishedPoliciesEmitWhatGaiaPublishedAndOursWithoutAWeightOfDelayWhatWaitAwhileDoes()
            throws IOException {
        String traces = System.getenv("COMMONWATT_TRACES");
        assumeTrue(traces != null, "COMMONWATT_TRACES is not set: there are no recorded traces to replay Figure 8 on");
        JobTrace jobs = JobTrace.parse("jobs", Files.readAllLines(Path.of(traces, "jobs_pai_1k.csv")));
        IntensityTrace intensities =
                IntensityTrace.parse("intensity", Files.readAllLines(Path.of(traces, "intensity_2022_hourly.csv")));
        List<CaseOutcome> outcomes =
                new Simulation(jobs, intensities, Conditions.unlimited(true)).run(Figure8.ZONE, Figure8.START);
        Comparison comparison = new Comparison(outcomes);
        assertThat(Figure8.differences(comparison, outcomes.getFirst().outcome().carbon()))
                .isEmpty();
        assertThat(comparison.shortfalls(true)).isEmpty();
        assertThat(comparison.shareOfWaitAwhile(0).orElseThrow()).isGreaterThan(0.999);
    }
}
