package org.commonwatt.scheduler.simulation;

import java.util.List;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;

import org.commonwatt.scheduler.simulation.Simulation.CaseOutcome;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTest {

    @Test
    void eachCaseIsComparedWithItsOwnNoWaitHoweverZonesAndStartsAreWritten() {
        Comparison comparison = new Comparison(
                List.of(of("X1", 500, "NoWait", 10), of("X", 1500, "NoWait", 100), of("X1", 500, "Carbon-Time", 10)));
        assertThat(comparison.mean("Carbon-Time").carbon()).isEqualTo(1);
    }

    private static CaseOutcome of(String zone, int start, String policy, double carbon) {
        return new CaseOutcome(zone, start, policy, 0, new Outcome(carbon, 0, 0, 0, OptionalDouble.empty(), 1, 0));
    }
}
