package org.commonwatt.scheduler;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class StayTest {

    @Test
    void theChanceOfStillBeingThereFallsThroughNineTenthsAndAHalf() {
        Stay stay = new Stay(3, 4);
        assertThat(stay.there(0)).isEqualTo(1);
        assertThat(stay.there(3)).isCloseTo(0.9, within(1e-9));
        assertThat(stay.there(4)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void expectedHoursAreTheAreaBelowThatChance() {
        Stay stay = new Stay(3, 4);
        double sum = 0;
        for (int step = 0; step < 80_000; step++) {
            sum += stay.there((step + 0.5) / 10_000) / 10_000;
        }
        assertThat(stay.expectedHours(8)).isCloseTo(sum, within(1e-6));
    }

    @Test
    void whereNothingIsKnownWorkIsBrokenOffAsOftenAsOnDonatedMachinesAtLarge() {
        assertThat(Stay.UNKNOWN.interruptions(5)).isCloseTo(5 * Price.HAZARD_PER_HOUR, within(1e-9));
        assertThat(Stay.UNKNOWN.interruptions(50)).isCloseTo(50 * Price.HAZARD_PER_HOUR, within(1e-9));
    }

    @Test
    void classesPromiseNoMoreThanTheirMembersAndKnowTheUnknown() {
        Stay rounded = new Stay(2.9, 7).rounded();
        assertThat(rounded.calmHours()).isBetween(2.0, 2.9);
        assertThat(rounded.halfHours()).isBetween(5.6, 7.0);
        assertThat(rounded.rounded()).isEqualTo(rounded);
        assertThat(Stay.UNKNOWN.rounded()).isSameAs(Stay.UNKNOWN);
    }
}
