package org.commonwatt.api.carbon;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.job.JobView.JobEnergy;
import org.commonwatt.protocol.lease.EnergyUse.Tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class EnergyAccountsTest {

    private static final UUID JOB = new UUID(0, 1);

    @Test
    void gramsAreReckonedAtEachAttemptsOwnIntensity() {
        JobEnergy energy = EnergyAccounts.sum(List.of(
                new MeasuredAttempt(JOB, 300, Tier.B, 0.1, 30, "NOR", "a"),
                new MeasuredAttempt(JOB, 100, Tier.D, 0.5, 650, "POL", "b")));
        assertThat(energy.wh()).isEqualTo(400);
        assertThat(energy.gco2e()).isCloseTo(0.3 * 30 + 0.1 * 650, within(1e-9));
        assertThat(energy.intensityGramsPerKwh()).isCloseTo(74 / 0.4, within(1e-9));
        assertThat(energy.zone()).isEqualTo("POL");
        assertThat(energy.intensitySource()).isEqualTo("b");
    }

    @Test
    void theWorstTierCountsAndTheBandIsTheMeanByEnergy() {
        JobEnergy energy = EnergyAccounts.sum(List.of(
                new MeasuredAttempt(JOB, 100, Tier.D, 0.5, 475, null, "world"),
                new MeasuredAttempt(JOB, 300, Tier.A, 0.1, 475, null, "world")));
        assertThat(energy.tier()).isEqualTo(Tier.D);
        assertThat(energy.relativeError()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void aRunThatDrewNothingMoreThanIdlingIsMeasuredAndNotUnknown() {
        JobEnergy energy = EnergyAccounts.sum(List.of(new MeasuredAttempt(JOB, 0, Tier.C, 0.25, 475, null, "world")));
        assertThat(energy.wh()).isZero();
        assertThat(energy.relativeError()).isEqualTo(0.25);
        assertThat(energy.intensityGramsPerKwh()).isEqualTo(475);
    }
}
