package org.commonwatt.scheduler;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.commonwatt.scheduler.Worlds.GIB;

class FitTest {

    private static final WorkNeed NEED = new WorkNeed(8 * GIB, 10 * GIB, 1);

    @Test
    void itCountsTheNodesThatFitAndSaysWhatWouldLetMoreOfThemFit() {
        Fit fit = Fit.of(NEED, List.of(machine(16, 100), machine(6, 100), machine(6, 100), machine(4, 100)));
        assertThat(fit.fitting()).isEqualTo(1);
        assertThat(fit.known()).isEqualTo(4);
        assertThat(fit.reasons())
                .containsExactly(new Fit.Reason(
                        "offers less than the 8 GiB of memory needed", 3, "2 GiB less memory → 2 nodes"));
    }

    @Test
    void aNodeWithTwoReasonsCountsForBothAndItsChangeNamesBoth() {
        Fit fit = Fit.of(NEED, List.of(machine(6, 5), machine(6, 5)));
        assertThat(fit.reasons())
                .containsExactly(
                        new Fit.Reason(
                                "offers less than the 10 GiB of disk needed",
                                2,
                                "2 GiB less memory and 5 GiB less disk → 2 nodes"),
                        new Fit.Reason(
                                "offers less than the 8 GiB of memory needed",
                                2,
                                "2 GiB less memory and 5 GiB less disk → 2 nodes"));
    }

    @Test
    void theMostFrequentReasonComesFirst() {
        Fit fit = Fit.of(NEED, List.of(machine(16, 5), machine(6, 100), machine(5, 100)));
        assertThat(fit.reasons()).extracting(Fit.Reason::nodes).containsExactly(2, 1);
    }

    @Test
    void aFleetWithoutNodesHasNoReasons() {
        assertThat(Fit.of(NEED, List.of())).isEqualTo(new Fit(0, 0, List.of()));
    }

    @Test
    void partsOfAUnitAreRoundedUpSoThatTheChangeIsEnough() {
        Fit fit = Fit.of(new WorkNeed(GIB + 1, 0, 1), List.of(machine(1, 1)));
        assertThat(fit.reasons().getFirst().nearestChange()).isEqualTo("1 B less memory → 1 node");
        assertThat(fit.reasons().getFirst().sentence()).contains("1.1 GiB");
    }

    private static Hardware machine(long memoryGib, long diskGib) {
        return new Hardware(memoryGib * GIB, diskGib * GIB, 1e9, 10);
    }
}
