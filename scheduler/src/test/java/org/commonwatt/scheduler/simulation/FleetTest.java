package org.commonwatt.scheduler.simulation;

import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FleetTest {

    private static final int SPAN = 30 * 24 * Ticks.PER_HOUR;
    private static final double CPUS = 28.5;

    @ParameterizedTest
    @EnumSource(Churn.class)
    void machinesOfferInTheMeanWhatWasAskedForWhateverTheChurn(Churn churn) {
        double sum = 0;
        int seeds = 40;
        for (long seed = 1; seed <= seeds; seed++) {
            Fleet fleet = Fleet.offering(
                    CPUS,
                    4,
                    churn,
                    SPAN,
                    SPAN + 1,
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
            double offered = offered(fleet);
            assertThat(offered).as("seed %d", seed).isCloseTo(fleet.expected(), within(0.1));
            sum += offered;
        }
        assertThat(sum / seeds).isCloseTo(CPUS, within(1.0));
    }

    private static double offered(Fleet fleet) {
        double present = 0;
        int step = Ticks.PER_HOUR / 10;
        for (int tick = 0; tick < SPAN; tick += step) {
            for (Machine machine : fleet.machines()) {
                machine.switchAt(tick);
                present += machine.present ? machine.cpus : 0;
            }
        }
        return present * step / SPAN;
    }
}
