package org.commonwatt.scheduler.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The claim under machines that come and go, on two of its eighteen cases; {@code bench/simulation/run} looks at all of them. */
class ChurnTest {

    private static final List<String> ZONES = List.of("AU-SA", "US-CAL-CISO");
    private static final int START = 4000;

    @ParameterizedTest
    @EnumSource(
            value = Churn.class,
            names = {"DAILY", "STRESS"})
    void oursSavesAQuarterMoreThanCarbonTimeAtEqualDelayAndMissesNoMoreDeadlines(Churn churn) throws IOException {
        String traces = System.getenv("COMMONWATT_TRACES");
        assumeTrue(traces != null, "COMMONWATT_TRACES is not set: there are no recorded traces to simulate");
        JobTrace jobs = JobTrace.parse("jobs", Files.readAllLines(Path.of(traces, "jobs_pai_1k.csv")));
        IntensityTrace grids =
                IntensityTrace.parse("intensity", Files.readAllLines(Path.of(traces, "intensity_2022_hourly.csv")));
        Conditions conditions = new Conditions(false, 1.5 * jobs.meanDemand(), churn, 5, 1);
        Simulation simulation = new Simulation(jobs, grids, conditions);
        Comparison comparison = new Comparison(ZONES.stream()
                .flatMap(zone -> simulation.run(zone, START).stream())
                .toList());
        assertThat(comparison.ratioAtEqualDelay().orElseThrow()).isGreaterThanOrEqualTo(Comparison.WANTED_RATIO);
        assertThat(comparison.oursAtEqualDelay().deadlineMisses())
                .isLessThanOrEqualTo(comparison.mean("Carbon-Time").deadlineMisses());
    }
}
