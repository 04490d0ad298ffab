package org.commonwatt.scheduler.simulation;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.commonwatt.scheduler.simulation.FleetSimulation.Trial;

import static org.assertj.core.api.Assertions.assertThat;

class FleetSimulationTest {

    @Test
    void workOfTheFirstDayIsNeitherCountedNorTakenOffWhenItIsLost() {
        for (long seed = 1; seed <= 20; seed++) {
            Trial withoutCheckpoints = new Trial(2, 0.9, 1, 5, 100_000, seed);
            new FleetSimulation(withoutCheckpoints, Traces.grids(700), List.of("SUNNY"), 200)
                    .run()
                    .forEach((policy, outcome) ->
                            assertThat(outcome.utilisation()).as(policy).isBetween(0.0, 1.0));
        }
    }
}
