package org.commonwatt.scheduler;

import java.time.Instant;
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
        assertThat(words(fit))
                .containsExactly("3: offers less than the 8 GiB of memory needed: 2 GiB less memory → 2 nodes");
    }

    @Test
    void aNodeWithTwoReasonsCountsForBothAndItsChangeNamesBoth() {
        Fit fit = Fit.of(NEED, List.of(machine(6, 5), machine(6, 5)));
        String change = "2 GiB less memory and 5 GiB less disk → 2 nodes";
        assertThat(words(fit))
                .containsExactly(
                        "2: offers less than the 10 GiB of disk needed: " + change,
                        "2: offers less than the 8 GiB of memory needed: " + change);
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

    @Test
    void whatIsUpToANodeGainsThatNodeAndTheQuickestToPassIsTheNearest() {
        Refusal little = new Refusal.TooLittleMemory(8 * GIB, 6 * GIB);
        Fit fit = Fit.ofRefusals(List.of(
                List.of(new Refusal.Busy()),
                List.of(new Refusal.Busy()),
                List.of(new Refusal.Away(), new Refusal.Busy()),
                List.of(little, new Refusal.Drained()),
                List.of()));
        assertThat(fit.fitting()).isEqualTo(1);
        assertThat(words(fit))
                .containsExactly(
                        "3: works on other tasks: the node ends what it works on → 1 node",
                        "1: is drained: its donor lets it take nothing new: 2 GiB less memory and its donor ends the"
                                + " draining → 1 node",
                        "1: offers less than the 8 GiB of memory needed: 2 GiB less memory and its donor ends the"
                                + " draining → 1 node",
                        "1: was not heard from lately: the node is heard from again and the node ends what it works on"
                                + " → 1 node");
    }

    @Test
    void whatIsHeldForACheaperNodeSaysUntilWhen() {
        Refusal held = new Refusal.HeldForCheaper(Instant.parse("2026-06-01T12:00:05.123Z"), 3);
        assertThat(words(Fit.ofRefusals(List.of(List.of(held)))).getFirst())
                .endsWith("waiting until 2026-06-01T12:00:05Z → 1 node");
    }

    @Test
    void eachLimitOfAnOwnerIsAReasonOfItsOwnAndTellsItsEndWhereThatIsKnown() {
        Instant evening = Instant.parse("2026-06-01T20:00:00.5Z");
        assertThat(words(Fit.ofRefusals(List.of(
                        List.of(new Refusal.LimitedByOwner(OwnerLimit.HOURS, evening.plusSeconds(60))),
                        List.of(new Refusal.LimitedByOwner(OwnerLimit.HOURS, evening)),
                        List.of(new Refusal.LimitedByOwner(OwnerLimit.BATTERY, null))))))
                .containsExactly(
                        "2: is outside the hours in which its owner lends it: its hours begin at 2026-06-01T20:00:00Z"
                                + " → 1 node",
                        "1: runs on its battery: it is plugged in → 1 node");
    }

    @Test
    void whatIsBoundToAZoneGainsAllNodesElsewhereOnceItIsNot() {
        List<Refusal> elsewhere = List.of(new Refusal.OtherZone("ISL"));
        assertThat(words(Fit.ofRefusals(List.of(elsewhere, elsewhere))).getFirst())
                .isEqualTo("2: stands outside the zone ISL, where the green window was chosen: its waiting is used up,"
                        + " after which any zone will do → 2 nodes");
    }

    private static List<String> words(Fit fit) {
        return fit.reasons().stream()
                .map(reason -> reason.nodes() + ": " + reason.sentence() + ": " + reason.nearestChange())
                .toList();
    }

    private static Hardware machine(long memoryGib, long diskGib) {
        return new Hardware(memoryGib * GIB, diskGib * GIB, 1e9, 10);
    }
}
