package org.commonwatt.scheduler.simulation;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.commonwatt.scheduler.simulation.Simulation.CaseOutcome;
import org.commonwatt.scheduler.timing.Schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SimulationTest {

    private static final IntensityTrace GRIDS = Traces.grids(700);
    private static final JobTrace JOBS = Traces.jobs(80);

    @Test
    void withoutLimitOursSavesMoreThanCarbonTimeAtEqualDelayAndMissesNoDeadline() {
        Comparison comparison = run(Conditions.unlimited(false), "SUNNY");
        assertThat(comparison.ratioAtEqualDelay().orElseThrow()).isGreaterThan(1);
        assertThat(comparison.mean(Simulation.OURS).deadlineMisses()).isZero();
    }

    @Test
    void withMachinesThatComeAndGoOursStillSavesAndMissesNoMoreDeadlines() {
        for (Churn churn : Churn.values()) {
            Conditions conditions = new Conditions(false, 1.5 * JOBS.meanDemand(), churn, 5, 2);
            Comparison comparison = run(conditions, "SUNNY");
            assertThat(comparison.oursAtEqualDelay().carbon()).as("%s", churn).isLessThan(0.95);
            assertThat(comparison.oursAtEqualDelay().deadlineMisses())
                    .as("%s", churn)
                    .isLessThanOrEqualTo(comparison.mean("Carbon-Time").deadlineMisses());
        }
    }

    @Test
    void withAllKnownNoWeightOfDelayMeansTheSavingOfAClairvoyant() {
        Comparison comparison = run(Conditions.unlimited(true), "SUNNY");
        assertThat(comparison.shareOfWaitAwhile(0).orElseThrow()).isGreaterThan(0.999);
        assertThat(comparison.mean("WaitAwhile")).isEqualTo(comparison.mean("Clairvoyant"));
    }

    @Test
    void whereEveryHourIsAlikeOursCostsNothing() {
        for (boolean exact : new boolean[] {true, false}) {
            Conditions limited = new Conditions(exact, 1.5 * JOBS.meanDemand(), Churn.NONE, 5, 1);
            for (Conditions conditions : List.of(Conditions.unlimited(exact), limited)) {
                Comparison comparison = run(conditions, "FLAT");
                double firstCome = comparison.mean("NoWait").delayHours();
                assertThat(comparison.mean(Simulation.OURS).delayHours()).isLessThanOrEqualTo(1.01 * firstCome);
                assertThat(comparison.mean(Simulation.OURS).carbon()).isLessThan(1.001);
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameFiguresAndAnotherSeedOtherMachines() {
        Conditions conditions = new Conditions(false, 1.5 * JOBS.meanDemand(), Churn.STRESS, 5, 7);
        Conditions other = new Conditions(false, 1.5 * JOBS.meanDemand(), Churn.STRESS, 5, 8);
        List<CaseOutcome> once = new Simulation(JOBS, GRIDS, conditions).run("SUNNY", 200);
        assertThat(new Simulation(JOBS, GRIDS, conditions).run("SUNNY", 200)).isEqualTo(once);
        assertThat(new Simulation(JOBS, GRIDS, other).run("SUNNY", 200)).isNotEqualTo(once);
    }

    @Test
    void aStartThatLeavesTooFewHoursIsRefusedWithThosePossible() {
        Simulation simulation = new Simulation(Traces.jobs("0,3600,1"), GRIDS, Conditions.unlimited(false));
        assertThatThrownBy(() -> simulation.check("SUNNY", 695))
                .isInstanceOf(TraceFault.class)
                .hasMessageContaining("possible are 168 to 693");
        assertThatThrownBy(() -> simulation.check("SUNNY", 100)).hasMessageContaining("168 hours before the start");
        assertThatThrownBy(() -> simulation.check("MOON", 200)).hasMessageContaining("there is SUNNY, FLAT");
    }

    @Test
    void workThatNeverFindsAMachineEndsTheRunWithAReason() {
        JobTrace jobs = Traces.jobs("0,720000,4", "3600,720000,4", "7200,720000,4", "9000,720000,4", "9900,720000,4");
        Conditions narrow = new Conditions(false, 1, Churn.NONE, 0, 1);
        assertThatThrownBy(() -> new Simulation(jobs, Traces.grids(400), narrow).run("FLAT", 170))
                .isInstanceOf(TraceFault.class)
                .hasMessageContaining("the intensities end while jobs still run or wait");
    }

    @Test
    void whereTheFutureIsNotKnownPublishedPoliciesPlanOnceWithPlainMeansAndOnceWithOurForecast() {
        Comparison comparison = run(Conditions.unlimited(false), "SUNNY");
        for (String policy : List.of("Lowest-Slot", "Lowest-Window", "Carbon-Time", "Ecovisor", "WaitAwhile")) {
            assertThat(comparison.mean(Simulation.withOurForecast(policy)))
                    .as(policy)
                    .isNotEqualTo(comparison.mean(policy));
        }
        assertThat(comparison.ratioWithOurForecast()).isPresent();
        assertThat(run(Conditions.unlimited(true), "SUNNY").ratioWithOurForecast())
                .isEmpty();
    }

    @Test
    void theDefaultWeightIsAmongThoseTried() {
        assertThat(Simulation.SWEEP).contains(Schedule.DEFAULT_DELAY_WEIGHT).startsWith(0.0);
    }

    private static Comparison run(Conditions conditions, String zone) {
        return new Comparison(new Simulation(JOBS, GRIDS, conditions).run(zone, 200));
    }
}
