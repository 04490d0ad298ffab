package org.commonwatt.api.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.commonwatt.api.carbon.TestHours;
import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.EnergyUse.Tier;
import org.commonwatt.protocol.plan.PlanView.IntensityView;
import org.commonwatt.protocol.receipt.Receipt;
import org.commonwatt.protocol.receipt.Receipt.Footprint;
import org.commonwatt.protocol.receipt.Receipt.Item;
import org.commonwatt.protocol.receipt.Receipt.Note;
import org.commonwatt.protocol.receipt.Receipt.Subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TallyTest {

    private static final Instant TEN = Instant.parse("2026-11-29T10:00:00Z");
    private static final UUID JOB = new UUID(0, 1);
    private static final Subject SUBJECT = new Subject(Subject.Kind.JOB, JOB, "digits", null);

    private final TestHours hours = new TestHours();
    private final AverageNode average = new AverageNode(
            Map.of(
                    new IntensityView(30, "NOR", "Norway's mean", null), 1L,
                    new IntensityView(650, "POL", "Poland's mean", null), 3L),
            hours.hours());

    private static Instant at(double hoursAfterTen) {
        return TEN.plus(Duration.ofMinutes((long) (hoursAfterTen * 60)));
    }

    private static LeaseLine lease(double from, @Nullable Double to, @Nullable String outcome, double wh) {
        return lease(from, to, outcome, null, new EnergyUse(wh, wh * 1.5, null, Tier.B, 0.1, 1, "counters"), false);
    }

    private static LeaseLine lease(
            double from,
            @Nullable Double to,
            @Nullable String outcome,
            @Nullable Double checkpointed,
            @Nullable EnergyUse energy,
            boolean broughtNothing) {
        return new LeaseLine(
                UUID.randomUUID(),
                new LeaseLine.Job(JOB, "digits", "TRAIN", at(-1), broughtNothing),
                new LeaseLine.Node(new UUID(0, 2), "attic"),
                at(from),
                to == null ? null : at(to),
                outcome,
                checkpointed == null ? null : at(checkpointed),
                energy,
                new LeaseLine.Grid("DEU", 400, "as granted"));
    }

    private Receipt receipt(LeaseLine... leases) {
        Tally tally = new Tally(hours.hours(), average, at(24));
        Arrays.stream(leases).forEach(tally::add);
        return tally.receipt(SUBJECT);
    }

    private static Footprint total(Receipt receipt) {
        return Objects.requireNonNull(receipt.total());
    }

    @Test
    void eachHourCountsWithWhatTheGridWasInIt() {
        hours.was("DEU", TEN, 200, 600);
        // Half an hour at 200, an hour at 600, and half an hour that nobody knows: 400, as when it was granted.
        Receipt receipt = receipt(lease(0.5, 2.5, "TRAINED", 1000));

        assertThat(total(receipt).gco2e()).isCloseTo(0.25 * 200 + 0.5 * 600 + 0.25 * 400, within(1e-6));
        assertThat(receipt.zones()).hasSize(1);
        assertThat(receipt.zones().getFirst().realisedShare()).isCloseTo(0.75, within(1e-9));
        assertThat(receipt.zones().getFirst().gramsPerKwh()).isCloseTo(450, within(1e-6));
        assertThat(receipt.zones().getFirst().source()).contains("a test", "as granted");
    }

    @Test
    void aJobThatMovedOverThreeNodesIsTheSumOfItsLeases() {
        hours.was("DEU", TEN, 123, 456, 789);
        Receipt receipt =
                receipt(lease(0, 0.7, "RELEASED", 1.1), lease(0.8, 1.9, "EXPIRED", 2.3), lease(2, 2.6, "TRAINED", 4.7));

        List<Footprint> leases = receipt.items().stream()
                .map(Item::footprint)
                .map(Objects::requireNonNull)
                .toList();
        assertThat(leases).hasSize(3);
        assertThat(total(receipt).wh()).isCloseTo(8.1, within(1e-12));
        assertThat(leases.stream().mapToDouble(Footprint::wh).sum())
                .isCloseTo(total(receipt).wh(), within(1e-12));
        assertThat(leases.stream().mapToDouble(Footprint::gco2e).sum())
                .isCloseTo(total(receipt).gco2e(), within(1e-12));
        assertThat(leases.stream()
                        .mapToDouble(lease -> Objects.requireNonNull(lease.attributedGco2e()))
                        .sum())
                .isCloseTo(Objects.requireNonNull(total(receipt).attributedGco2e()), within(1e-12));
        assertThat(receipt.counts().leases()).isEqualTo(3);
        assertThat(receipt.complete()).isTrue();
    }

    @Test
    void whatCameAfterTheLastCheckpointOfALeaseThatDidNotFinishIsWasted() {
        EnergyUse energy = new EnergyUse(10, null, null, Tier.D, 0.5, 1, "model");
        Receipt receipt = receipt(
                lease(0, 2.0, "RELEASED", 1.5, energy, false),
                lease(2, 4.0, "FAILED", null, energy, false),
                lease(4, 5.0, "TRAINED", null, energy, false));

        assertThat(receipt.items()).extracting(Item::wastedShare).containsExactly(0.25, 1.0, 0.0);
        assertThat(Objects.requireNonNull(receipt.wasted()).wh()).isCloseTo(12.5, within(1e-9));
        assertThat(total(receipt).wh()).isCloseTo(30, within(1e-9));
        assertThat(total(receipt).attributedWh()).as("unknown is not 0").isNull();
        assertThat(Objects.requireNonNull(receipt.replicated()).wh()).isZero();
    }

    @Test
    void aJobThatEndedWithoutAModelWastedEverything() {
        EnergyUse energy = new EnergyUse(10, null, null, Tier.D, 0.5, 1, "model");
        Receipt receipt = receipt(lease(0, 2.0, "CANCELLED", 1.9, energy, true));
        assertThat(Objects.requireNonNull(receipt.wasted()).wh()).isEqualTo(10);
    }

    @Test
    void nothingMeasuredIsUnknownAndSaidSo() {
        Receipt receipt = receipt(lease(0, null, null, null, null, false));
        assertThat(receipt.total()).isNull();
        assertThat(receipt.wasted()).isNull();
        assertThat(receipt.comparison()).isNull();
        assertThat(receipt.complete()).isFalse();
        assertThat(receipt.counts().unmeasured()).isEqualTo(1);
        assertThat(receipt.notes()).extracting(Note::kind).containsExactly(Note.Kind.UNMEASURED, Note.Kind.RUNNING);
    }

    @Test
    void theComparisonIsTheUsefulEnergyAtOnceOnTheMeanOfAllNodes() {
        hours.was("POL", at(-1), 700, 800);
        Receipt receipt = receipt(lease(0, 1.0, "FAILED", 5), lease(3, 4.0, "TRAINED", 10));

        // Two hours from the submission at nine: Poland's three nodes at 700 and 800, Norway's at its mean.
        double expected = (3 * 750 + 30) / 4.0;
        Receipt.Comparison comparison = Objects.requireNonNull(receipt.comparison());
        assertThat(comparison.gramsPerKwh()).isCloseTo(expected, within(1e-6));
        assertThat(comparison.gco2e()).isCloseTo(10 / 1000.0 * expected, within(1e-9));
        assertThat(comparison.savedGrams()).isCloseTo(10 / 1000.0 * expected - 15 / 1000.0 * 400, within(1e-9));
        assertThat(comparison.assumes())
                .extracting(Note::kind)
                .containsExactly(Note.Kind.SAME_ENERGY, Note.Kind.AVERAGE_NODE, Note.Kind.AT_ONCE);
    }

    @Test
    void theWorstTierCountsAndTheBandDoesNotShrinkWithTheirNumber() {
        Receipt receipt = receipt(
                lease(0, 1.0, "RELEASED", 1.0, new EnergyUse(300, null, 2.0, Tier.B, 0.1, 1, "x"), false),
                lease(1, 2.0, "TRAINED", null, new EnergyUse(100, null, null, Tier.D, 0.5, 1, "x"), false));
        assertThat(total(receipt).tier()).isEqualTo(Tier.D);
        assertThat(total(receipt).relativeError()).isCloseTo(0.2, within(1e-9));
        assertThat(total(receipt).embodiedGrams()).isEqualTo(2.0);
    }
}
